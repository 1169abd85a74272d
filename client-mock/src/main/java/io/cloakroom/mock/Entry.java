package io.cloakroom.mock;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The value of a key.
 *
 * @param string the value; empty where it is of another type
 * @param index the members of a sorted set, and the times that they are sorted by; empty where it
 *     is none
 * @param hash the fields of a hash; empty where it is none
 * @param expiry when the key expires; empty: never
 */
record Entry(
    Optional<byte[]> string,
    Map<String, Instant> index,
    Map<String, byte[]> hash,
    Optional<Instant> expiry) {

  static Entry string(byte[] value, Optional<Instant> expiry) {
    return new Entry(Optional.of(value), Map.of(), Map.of(), expiry);
  }

  static Entry index(Map<String, Instant> members, Instant expiry) {
    return new Entry(Optional.empty(), members, Map.of(), Optional.of(expiry));
  }

  static Entry hash(Map<String, byte[]> fields, Instant expiry) {
    return new Entry(Optional.empty(), Map.of(), fields, Optional.of(expiry));
  }

  /** Returns an entry of a type that no script of the store reads. */
  static Entry foreign() {
    return new Entry(Optional.empty(), Map.of(), Map.of(), Optional.empty());
  }

  boolean isExpired(Instant now) {
    return expiry.filter(end -> !end.isAfter(now)).isPresent();
  }

  Entry expiringAt(Instant end) {
    return new Entry(string, index, hash, Optional.of(end));
  }
}
