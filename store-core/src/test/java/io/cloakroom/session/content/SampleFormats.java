package io.cloakroom.session.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.crypto.EncryptionKey;
import io.cloakroom.crypto.KeyRing;
import io.cloakroom.crypto.RecordCompression;
import io.cloakroom.record.AttributeSerializer;
import io.cloakroom.record.RecordParts;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.record.SessionSerializer;
import io.cloakroom.record.StoredValue;
import io.cloakroom.record.UnreadableAttributeException;
import io.cloakroom.record.UnreadableRecordException;
import io.cloakroom.serializer.Samples;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import io.cloakroom.serializer.kryo.KryoSessionSerializer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every way in which a record can stand in Redis, by a name for people. */
final class SampleFormats {

  /** Always the same key, under which the fuzzer's seeds are encrypted. */
  private static final EncryptionKey ENCRYPTION_KEY =
      EncryptionKey.of(new byte[EncryptionKey.LENGTH]);

  private SampleFormats() {}

  static Map<String, RecordFormat> all() {
    KeyRing keys = KeyRing.of(ENCRYPTION_KEY);
    Map<String, RecordFormat> formats = new LinkedHashMap<>();
    serializers()
        .forEach(
            (name, serializer) -> {
              formats.put(name, format(serializer, RecordCompression.OFF, null));
              formats.put(
                  name + ", compressed", format(serializer, RecordCompression.from(0), null));
              formats.put(name + ", encrypted", format(serializer, RecordCompression.OFF, keys));
              formats.put(
                  name + ", compressed, encrypted",
                  format(serializer, RecordCompression.from(0), keys));
            });
    return formats;
  }

  private static Map<String, SessionSerializer> serializers() {
    KryoSessionSerializer.Builder kryo = KryoSessionSerializer.builder();
    Samples.classes().forEach(kryo::allow);
    Map<String, SessionSerializer> serializers = new LinkedHashMap<>();
    serializers.put(
        "JSON",
        JsonSessionSerializer.builder().allow(Samples.classes().toArray(Class<?>[]::new)).build());
    serializers.put("Kryo", kryo.build());
    return serializers;
  }

  /** Writes a record with every attribute encoded again. */
  static byte[] write(RecordFormat format, String key, SessionRecord content) {
    Map<String, StoredValue> attributes = new LinkedHashMap<>();
    content
        .attributes()
        .forEach((name, value) -> attributes.put(name, format.serializer().store(name, value)));
    return format.write(key, new RecordParts(content.cookie(), attributes), null).bytes();
  }

  /** Reads a record and restores every attribute. */
  static SessionRecord read(RecordFormat format, String key, byte[] bytes) {
    StoredRecord stored = format.read(key, bytes);
    Map<String, Object> attributes = new LinkedHashMap<>();
    try {
      for (String name : stored.names()) {
        attributes.put(name, stored.codec().restore(name, stored.get(name)));
      }
    } catch (UnreadableAttributeException e) {
      throw new UnreadableRecordException(e.reason());
    }
    return new SessionRecord(stored.cookie(), attributes);
  }

  private static RecordFormat format(
      SessionSerializer serializer, RecordCompression compression, KeyRing keys) {
    AttributeCodec codec =
        new AttributeCodec(
            AttributeSerializer.of(serializer),
            failure -> {
              throw failure;
            });
    return new RecordFormat(
        codec, key -> key.getBytes(UTF_8), compression, keys, false, null, true, null);
  }
}
