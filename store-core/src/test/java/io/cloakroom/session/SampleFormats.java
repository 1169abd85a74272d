package io.cloakroom.session;

import io.cloakroom.crypto.EncryptionKey;
import io.cloakroom.crypto.KeyRing;
import io.cloakroom.crypto.RecordCipher;
import io.cloakroom.crypto.RecordCompression;
import io.cloakroom.serializer.JsonSessionSerializer;
import io.cloakroom.serializer.KryoSessionSerializer;
import io.cloakroom.serializer.Samples;
import io.cloakroom.serializer.SessionSerializer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every way in which a record can stand in Redis, by a name for people. */
final class SampleFormats {

  /** Always the same key, under which the fuzzer's seeds are encrypted. */
  private static final EncryptionKey ENCRYPTION_KEY =
      EncryptionKey.of(new byte[EncryptionKey.LENGTH]);

  private SampleFormats() {}

  static Map<String, RecordFormat> all() {
    RecordCipher cipher = new RecordCipher(KeyRing.of(ENCRYPTION_KEY));
    Map<String, RecordFormat> formats = new LinkedHashMap<>();
    serializers()
        .forEach(
            (name, serializer) -> {
              formats.put(name, format(serializer, RecordCompression.OFF, null));
              formats.put(
                  name + ", compressed", format(serializer, RecordCompression.from(0), null));
              formats.put(name + ", encrypted", format(serializer, RecordCompression.OFF, cipher));
              formats.put(
                  name + ", compressed, encrypted",
                  format(serializer, RecordCompression.from(0), cipher));
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

  private static RecordFormat format(
      SessionSerializer serializer, RecordCompression compression, RecordCipher cipher) {
    return new RecordFormat(
        serializer,
        compression,
        cipher,
        OnPlainRecord.REJECT,
        null,
        OnKrupteinRecord.REWRITE,
        false);
  }
}
