package io.cloakroom.session.writing;

import io.cloakroom.redis.TimeToLive;
import java.time.Duration;

/**
 * The TTL of a session, and how far the time that is left may differ from it before it is written
 * again.
 *
 * @param least with less than this left, it is written
 * @param full what is written; zero or less where the session has ended
 * @param most with more than this left, it is written
 */
public record TtlRange(Duration least, Duration full, Duration most) {

  /** How far apart two looks at one fixed end may be, since part of a second rounds up. */
  private static final Duration ROUNDING = Duration.ofSeconds(1);

  /** Returns a TTL that is written each time. */
  public static TtlRange exactly(Duration ttl) {
    return new TtlRange(ttl, ttl, ttl);
  }

  /** A TTL that is written once some of it has been used up, and until then does not fall short. */
  public static TtlRange atLeast(Duration ttl, Duration slack) {
    Duration full = ttl.plus(slack);
    return new TtlRange(ttl, full, full);
  }

  /** Returns what is left until a fixed end, which nothing moves. */
  public static TtlRange until(Duration end) {
    return new TtlRange(end.minus(ROUNDING), end, end.plus(ROUNDING));
  }

  /** Returns the same, but not beyond a fixed end; exact to the millisecond. */
  public TtlRange within(Duration end) {
    if (full.compareTo(end) <= 0) {
      return this;
    }
    return least.equals(most)
        ? exactly(end)
        : new TtlRange(shorter(least, end.minus(ROUNDING)), end, shorter(most, end.plus(ROUNDING)));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  public boolean hasEnded() {
    return full.isZero() || full.isNegative();
  }

  public boolean includes(TimeToLive left) {
    return left instanceof TimeToLive.Remaining remaining
        && remaining.duration().compareTo(least) >= 0
        && remaining.duration().compareTo(most) <= 0;
  }
}
