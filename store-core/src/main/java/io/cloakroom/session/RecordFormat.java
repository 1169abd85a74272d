package io.cloakroom.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.crypto.KrupteinReader;
import io.cloakroom.crypto.RecordCipher;
import io.cloakroom.crypto.RecordCompression;
import io.cloakroom.serializer.JsonSessionSerializer;
import io.cloakroom.serializer.SessionRecord;
import io.cloakroom.serializer.SessionSerializer;
import io.cloakroom.serializer.UnreadableRecordException;
import io.cloakroom.session.Session.Draft;
import org.jspecify.annotations.Nullable;

/**
 * How a session's record stands in Redis, the one place that every record passes on its way: it is
 * serialized, compressed, and encrypted; what is not asked for is left out.
 */
final class RecordFormat {

  private final SessionSerializer serializer;
  private final RecordCompression compression;
  private final @Nullable RecordCipher cipher;
  private final OnPlainRecord onPlain;
  private final @Nullable KrupteinReader kruptein;
  private final OnKrupteinRecord onKruptein;
  private final boolean sharedWithExpress;
  private final JsonSessionSerializer express;

  RecordFormat(
      SessionSerializer serializer,
      RecordCompression compression,
      @Nullable RecordCipher cipher,
      OnPlainRecord onPlain,
      @Nullable KrupteinReader kruptein,
      OnKrupteinRecord onKruptein,
      boolean sharedWithExpress) {
    this.serializer = serializer;
    this.compression = compression;
    this.cipher = cipher;
    this.onPlain = onPlain;
    this.kruptein = kruptein;
    this.onKruptein = onKruptein;
    this.sharedWithExpress = sharedWithExpress;
    this.express =
        serializer instanceof JsonSessionSerializer json ? json : JsonSessionSerializer.create();
  }

  /**
   * Writes a record for a key.
   *
   * @param key the key in Redis that it is for; encrypted, it can be read under no other
   * @throws io.cloakroom.serializer.UnstorableAttributeException if a value can't be stored
   */
  StoredRecord write(String key, Draft draft) {
    SessionRecord content = draft.content();
    if (sharedWithExpress) {
      ExpressRules.check(content);
    }
    byte[] serialized = draft.serialized().orElseGet(() -> serializer.serialize(content));
    byte[] compressed = compression.compress(serialized);
    byte[] bytes = cipher == null ? compressed : cipher.seal(compressed, key.getBytes(UTF_8));
    return new StoredRecord(bytes, serialized, content.cookie(), serializer);
  }

  /**
   * Reads the record that stands under a key.
   *
   * @throws UnreadableRecordException if the bytes are not a record
   */
  Content read(String key, byte[] bytes) {
    if (kruptein != null && KrupteinReader.recognizes(bytes)) {
      return readForeign(bytes, express.deserialize(kruptein.open(bytes)));
    }
    byte[] serialized = compression.expand(decrypted(key, bytes));
    SessionRecord content = serializer.deserialize(serialized);
    return new Content(content, new StoredRecord(bytes, serialized, content.cookie(), serializer));
  }

  /**
   * A record that was read, and what later changes are compared with.
   *
   * @param content what is in it
   * @param stored what stands in Redis
   */
  record Content(SessionRecord content, StoredRecord stored) {

    /** What of it a session shows. */
    SessionRecord shown() {
      return new SessionRecord(content.cookie(), CreationTime.shown(content));
    }
  }

  /** What another program wrote is compared by what it would be here. */
  private Content readForeign(byte[] bytes, SessionRecord content) {
    byte[] serialized = serializer.serialize(content);
    StoredRecord stored = new StoredRecord(bytes, serialized, content.cookie(), serializer);
    return new Content(content, onKruptein == OnKrupteinRecord.LEAVE ? stored.leftAlone() : stored);
  }

  private byte[] decrypted(String key, byte[] bytes) {
    if (RecordCipher.looksSealed(bytes)) {
      if (cipher == null) {
        throw new UnreadableRecordException(
            "The record is encrypted, but the option encryption is not set");
      }
      return cipher.open(bytes, key.getBytes(UTF_8)).content();
    }
    if (cipher != null && onPlain == OnPlainRecord.REJECT) {
      throw new UnreadableRecordException("The record is not encrypted (onPlainRecord is REJECT)");
    }
    return bytes;
  }
}
