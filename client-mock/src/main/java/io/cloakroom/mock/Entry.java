package io.cloakroom.mock;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What stands under a key.
 *
 * @param string the value; empty where it is of another type
 * @param index the members of an index, and until when they are in it; empty where it is none
 * @param expiry when the key goes; empty: never
 */
record Entry(Optional<byte[]> string, Map<String, Instant> index, Optional<Instant> expiry) {

  boolean isExpired(Instant now) {
    return expiry.filter(end -> !end.isAfter(now)).isPresent();
  }

  Entry expiringAt(Instant end) {
    return new Entry(string, index, Optional.of(end));
  }
}
