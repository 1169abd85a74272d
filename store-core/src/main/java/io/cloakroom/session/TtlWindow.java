package io.cloakroom.session;

import io.cloakroom.redis.TimeToLive;
import java.time.Duration;

/**
 * The TTL of a session, and how far what is left of it may be away from that before it is written
 * anew.
 *
 * @param least with less than this left, it is written
 * @param full what is written; zero or less where the session has ended
 * @param most with more than this left, it is written
 */
record TtlWindow(Duration least, Duration full, Duration most) {

  /** How far apart two looks at one fixed end may be, since part of a second rounds up. */
  private static final Duration ROUNDING = Duration.ofSeconds(1);

  /** A TTL that is written each time. */
  static TtlWindow exactly(Duration ttl) {
    return new TtlWindow(ttl, ttl, ttl);
  }

  /** A TTL that is written once some of it has been used up, and until then does not fall short. */
  static TtlWindow atLeast(Duration ttl, Duration slack) {
    Duration full = ttl.plus(slack);
    return new TtlWindow(ttl, full, full);
  }

  /** What is left until a fixed end, which nothing moves. */
  static TtlWindow until(Duration end) {
    return new TtlWindow(end.minus(ROUNDING), end, end.plus(ROUNDING));
  }

  /** The same, but not beyond a fixed end; exact to the millisecond. */
  TtlWindow within(Duration end) {
    if (full.compareTo(end) <= 0) {
      return this;
    }
    return least.equals(most)
        ? exactly(end)
        : new TtlWindow(
            shorter(least, end.minus(ROUNDING)), end, shorter(most, end.plus(ROUNDING)));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  boolean hasEnded() {
    return full.isZero() || full.isNegative();
  }

  boolean includes(TimeToLive left) {
    return left instanceof TimeToLive.Remaining remaining
        && remaining.duration().compareTo(least) >= 0
        && remaining.duration().compareTo(most) <= 0;
  }
}
