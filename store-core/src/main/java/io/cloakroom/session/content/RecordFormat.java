package io.cloakroom.session.content;

import io.cloakroom.crypto.KeyRing;
import io.cloakroom.crypto.RecordCompression;
import io.cloakroom.record.AttributeSerializer;
import io.cloakroom.record.ForeignRecords;
import io.cloakroom.record.RecordParts;
import io.cloakroom.record.RecordPeer;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.StoredValue;
import io.cloakroom.record.UnreadableRecordException;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads a session's record as it stands in Redis. Every record passes here: its parts
 * are joined, and compressed and encrypted if the options say so.
 */
public final class RecordFormat {

  private final AttributeCodec codec;
  private final Function<String, byte[]> keyOnServer;
  private final RecordCompression compression;
  private final @Nullable KeyRing keys;
  private final boolean acceptsPlain;
  private final @Nullable ForeignRecords foreign;
  private final boolean rewritesForeign;
  private final @Nullable RecordPeer peer;
  private final @Nullable AttributeSerializer json;

  /**
   * Creates a format.
   *
   * @param keyOnServer what the server calls a key
   * @param keys null: records are not encrypted
   * @param acceptsPlain whether a format that encrypts reads records that are not encrypted
   * @param foreign null: no other program's records are read
   * @param rewritesForeign whether a session that another program wrote may be written
   * @param peer null: the sessions are not shared
   */
  public RecordFormat(
      AttributeCodec codec,
      Function<String, byte[]> keyOnServer,
      RecordCompression compression,
      @Nullable KeyRing keys,
      boolean acceptsPlain,
      @Nullable ForeignRecords foreign,
      boolean rewritesForeign,
      @Nullable RecordPeer peer) {
    this.codec = codec;
    this.keyOnServer = keyOnServer;
    this.compression = compression;
    this.keys = keys;
    this.acceptsPlain = acceptsPlain;
    this.foreign = foreign;
    this.rewritesForeign = rewritesForeign;
    this.peer = peer;
    this.json = foreign == null ? null : JsonSessionSerializer.create();
  }

  public AttributeSerializer serializer() {
    return codec.serializer();
  }

  /**
   * Writes a record for a key.
   *
   * @param key the key that it is for; encrypted, it can be read under no other of the server's
   * @param before the record that was loaded; null for none. What it has already is not refused
   * @throws io.cloakroom.record.UnstorableAttributeException if the record can't hold an attribute
   */
  public StoredRecord write(String key, RecordParts parts, @Nullable StoredRecord before) {
    if (peer != null) {
      peer.check(before != null && codec.equals(before.codec()) ? changed(parts, before) : parts);
    }
    byte[] compressed = compression.compress(codec.serializer().join(parts));
    byte[] bytes = keys == null ? compressed : keys.encrypt(compressed, keyOnServer.apply(key));
    return new StoredRecord(bytes, parts, codec, true);
  }

  private static RecordParts changed(RecordParts parts, StoredRecord before) {
    Map<String, StoredValue> changed = new LinkedHashMap<>(parts.attributes());
    changed.entrySet().removeIf(it -> it.getValue().equals(before.get(it.getKey())));
    boolean sameCookie = parts.cookie().isSameChoiceAs(before.cookie());
    return new RecordParts(sameCookie ? SessionCookie.PLAIN : parts.cookie(), changed);
  }

  /**
   * Reads the record that stands under a key.
   *
   * @throws UnreadableRecordException if the bytes are not a record, and nothing else
   */
  public StoredRecord read(String key, byte[] bytes) {
    try {
      return foreign != null && json != null && foreign.recognizes(bytes)
          ? readForeign(json, foreign.open(bytes), bytes)
          : new StoredRecord(
              bytes,
              codec.serializer().split(compression.expand(decrypted(key, bytes))),
              codec,
              true);
    } catch (UnreadableRecordException e) {
      throw e;
    } catch (Throwable e) {
      // Without the cause, whose message may hold parts of the bytes.
      throw new UnreadableRecordException("Reading it failed with " + e.getClass().getName());
    }
  }

  /** Reads a record that another program wrote, which is JSON once it is opened. */
  private StoredRecord readForeign(AttributeSerializer json, byte[] opened, byte[] bytes) {
    RecordParts read = json.split(opened);
    Map<String, StoredValue> attributes = new LinkedHashMap<>();
    read.attributes()
        .forEach(
            (name, value) ->
                attributes.put(name, codec.serializer().store(name, json.restore(name, value))));
    return new StoredRecord(
        bytes, new RecordParts(read.cookie(), attributes), codec, rewritesForeign);
  }

  private byte[] decrypted(String key, byte[] bytes) {
    if (KeyRing.isEncrypted(bytes)) {
      if (keys == null) {
        throw new UnreadableRecordException(
            "The record is encrypted, but the option encryption is not set");
      }
      return keys.decrypt(bytes, keyOnServer.apply(key));
    }
    if (keys != null && !acceptsPlain) {
      throw new UnreadableRecordException("The record is not encrypted (onPlainRecord is REJECT)");
    }
    return bytes;
  }
}
