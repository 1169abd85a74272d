package io.cloakroom.mock;

import java.time.Instant;
import java.util.Optional;

/**
 * What stands under a key.
 *
 * @param string the value; empty where it is of another type
 * @param expiry when the key goes; empty: never
 */
record Entry(Optional<byte[]> string, Optional<Instant> expiry) {

  boolean isExpired(Instant now) {
    return expiry.filter(end -> !end.isAfter(now)).isPresent();
  }

  Entry expiringAt(Instant end) {
    return new Entry(string, Optional.of(end));
  }
}
