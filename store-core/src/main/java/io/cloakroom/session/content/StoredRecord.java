package io.cloakroom.session.content;

import io.cloakroom.record.AttributeSerializer;
import io.cloakroom.record.RecordParts;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.StoredValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A session's record as it stands in Redis: what a compare-and-set compares with, and what changes
 * are found against.
 */
public final class StoredRecord {

  private final byte[] bytes;
  private final RecordParts parts;
  private final AttributeCodec codec;
  private final boolean writable;

  /** Null until a value is compared by what it is stored as again, which is rare. */
  private @Nullable Map<String, StoredValue> restoredAndStored;

  /**
   * @param bytes as they stand in Redis
   * @param writable whether another may be written in its place
   */
  StoredRecord(byte[] bytes, RecordParts parts, AttributeCodec codec, boolean writable) {
    this.bytes = bytes;
    this.parts = parts;
    this.codec = codec;
    this.writable = writable;
  }

  public boolean isWritable() {
    return writable;
  }

  public byte[] bytes() {
    return bytes;
  }

  public SessionCookie cookie() {
    return parts.cookie();
  }

  Set<String> names() {
    return parts.attributes().keySet();
  }

  /** Returns an attribute as it is stored; null where there is none. */
  @Nullable StoredValue get(String name) {
    return parts.attributes().get(name);
  }

  /** Identifies the record in little memory. */
  public String digest() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  public AttributeCodec codec() {
    return codec;
  }

  /**
   * Returns whether the record holds a value: in the same bytes, or in bytes that are restored and
   * stored as the same, where another program or an older release wrote the record.
   */
  boolean isSame(String name, StoredValue value) {
    StoredValue mine = get(name);
    return mine != null && (mine.equals(value) || restoredAndStored(name, mine).equals(value));
  }

  /** Returns whether another record holds the same value of an attribute. */
  boolean agreesOn(String name, StoredRecord other) {
    StoredValue theirs = other.get(name);
    return theirs != null && isSame(name, theirs);
  }

  private synchronized StoredValue restoredAndStored(String name, StoredValue mine) {
    if (restoredAndStored == null) {
      restoredAndStored = new HashMap<>();
    }
    return restoredAndStored.computeIfAbsent(name, key -> codec.restoredAndStored(key, mine));
  }

  /**
   * Returns an attribute as another serializer would have stored it; null where there is none.
   *
   * @throws io.cloakroom.record.UnreadableAttributeException if it can't be restored here, and the
   *     other serializer stores in another form
   */
  @Nullable StoredValue get(String name, AttributeSerializer target) {
    StoredValue mine = get(name);
    return mine == null || codec.hasFormOf(target)
        ? mine
        : target.store(name, codec.restore(name, mine));
  }

  /** Returns whether another serializer stores in this record's form. */
  boolean hasFormOf(AttributeSerializer target) {
    return codec.hasFormOf(target);
  }
}
