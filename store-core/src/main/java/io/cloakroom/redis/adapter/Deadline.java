package io.cloakroom.redis.adapter;

import java.time.Duration;

/** The time for all that one call of the port does. */
record Deadline(Duration timeout, long end) {

  static Deadline in(Duration timeout) {
    return new Deadline(timeout, System.nanoTime() + timeout.toNanos());
  }

  Duration remaining() {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }
}
