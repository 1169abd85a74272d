package io.cloakroom.session;

import io.cloakroom.serializer.SessionRecord;
import io.cloakroom.serializer.SessionSerializer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session's record as it stands in Redis: what a compare-and-set compares with, and what changes
 * in place are found against.
 */
final class StoredRecord {

  private final byte[] bytes;
  private final byte[] serialized;
  private final SessionCookie cookie;
  private final SessionSerializer serializer;
  private final boolean writable;

  /**
   * @param bytes as they stand in Redis
   * @param serialized as the serializer knows them; the same as {@code bytes} where nothing else is
   *     done to them
   * @param cookie the cookie facts within them
   */
  StoredRecord(
      byte[] bytes, byte[] serialized, SessionCookie cookie, SessionSerializer serializer) {
    this(bytes, serialized, cookie, serializer, true);
  }

  private StoredRecord(
      byte[] bytes,
      byte[] serialized,
      SessionCookie cookie,
      SessionSerializer serializer,
      boolean writable) {
    this.bytes = bytes;
    this.serialized = serialized;
    this.cookie = cookie;
    this.serializer = serializer;
    this.writable = writable;
  }

  /** The same record, not to be replaced by another. */
  StoredRecord leftAlone() {
    return new StoredRecord(bytes, serialized, cookie, serializer, false);
  }

  /** Whether another may be written in its place. */
  boolean isWritable() {
    return writable;
  }

  byte[] bytes() {
    return bytes;
  }

  SessionRecord content() {
    return serializer.deserialize(serialized);
  }

  /**
   * The record with these attributes instead, serialized; empty where they are the ones that it
   * has.
   */
  Optional<byte[]> differenceTo(Map<String, @Nullable Object> attributes) {
    byte[] now = serializer.serialize(new SessionRecord(cookie, attributes));
    return Arrays.equals(serialized, now) ? Optional.empty() : Optional.of(now);
  }

  SessionCookie cookie() {
    return cookie;
  }

  /** The attributes whose value is no longer what was stored. */
  List<String> namesChangedInPlace(Map<String, @Nullable Object> attributes) {
    Map<String, @Nullable Object> before = content().attributes();
    List<String> changed = new ArrayList<>();
    attributes.forEach(
        (name, value) -> {
          if (before.containsKey(name) && !isSame(name, before.get(name), value)) {
            changed.add(name);
          }
        });
    return changed;
  }

  /**
   * Whether two values of an attribute are equal: by their bytes too, because a bean need not have
   * an {@code equals}.
   */
  boolean isSame(String name, @Nullable Object before, @Nullable Object now) {
    return Objects.deepEquals(before, now)
        || Arrays.equals(serialize(name, before), serialize(name, now));
  }

  private byte[] serialize(String name, @Nullable Object value) {
    return serializer.serialize(new SessionRecord(cookie, Collections.singletonMap(name, value)));
  }
}
