package io.cloakroom.redis;

import java.time.Duration;

/**
 * How long a key has left to live: it is {@link Missing}, {@link Unlimited} or {@link Remaining}.
 */
public sealed interface TimeToLive {

  /** The key does not exist. */
  record Missing() implements TimeToLive {}

  /** The key exists and never expires. */
  record Unlimited() implements TimeToLive {}

  /**
   * The key exists and expires by itself.
   *
   * @param duration the time that is left, exact to the millisecond, never negative
   */
  record Remaining(Duration duration) implements TimeToLive {}

  /**
   * Reads the answer of {@code PTTL}.
   *
   * @param milliseconds -2 for a missing key, -1 for one without a TTL, else what is left
   */
  static TimeToLive ofPttl(long milliseconds) {
    if (milliseconds == -2) {
      return new Missing();
    }
    return milliseconds == -1
        ? new Unlimited()
        : new Remaining(Duration.ofMillis(Math.max(0, milliseconds)));
  }

  /**
   * Checks a TTL that is about to be sent, and returns it in milliseconds. Part of a millisecond
   * rounds up, so that a positive TTL never becomes zero.
   *
   * @throws IllegalArgumentException if the TTL is zero, negative, or longer than {@link #MAXIMUM}
   */
  static long toMillis(Duration ttl) {
    if (ttl.isZero() || ttl.isNegative()) {
      throw new IllegalArgumentException("A TTL must be more than zero, but is " + ttl);
    }
    if (ttl.compareTo(MAXIMUM) > 0) {
      throw new IllegalArgumentException("A TTL must be at most " + MAXIMUM + ", but is " + ttl);
    }
    return ttl.plusNanos(999_999).toMillis();
  }

  /**
   * The longest TTL that is accepted: 10 000 years of 365 days, which every Redis can add to now.
   */
  Duration MAXIMUM = Duration.ofDays(3_650_000);
}
