package io.cloakroom.tck.store.model;

import io.cloakroom.redis.TimeToLive;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the key of one session must have left under some options. */
final class ExpectedTtl {

  /** Much more than a busy machine needs, and much less than any two TTLs differ by. */
  static final Duration SLACK = Duration.ofSeconds(45);

  /** How far the clock of a server may be behind; what it writes lasts so much longer. */
  static final Duration CLOCKS_DIFFER = Duration.ofSeconds(1);

  /** More than any options give. */
  static final Duration MORE = Duration.ofHours(9);

  private final LifetimeOptions options;
  private Instant created = Instant.MIN;
  private @Nullable Duration maxAge;

  /** Null: it never expires. */
  private @Nullable Duration left;

  ExpectedTtl(LifetimeOptions options) {
    this.options = options;
  }

  void begin(Instant now) {
    created = now;
    maxAge = null;
  }

  @Nullable Duration maxAge() {
    return maxAge;
  }

  void maxAge(@Nullable Duration newMaxAge) {
    maxAge = newMaxAge;
  }

  @Nullable Duration left() {
    return left;
  }

  void left(@Nullable Duration ttl) {
    left = ttl;
  }

  /** Whether the session has reached the longest age that there is. */
  boolean isOver(Instant now) {
    return options.isLimited() && !now.isBefore(end());
  }

  private Instant end() {
    return created.plus(LifetimeOptions.MAX_LIFETIME);
  }

  /**
   * Somebody has written the session.
   *
   * @param mine what it holds, by which a function may give the TTL
   */
  void written(@Nullable String mine, Instant now) {
    if (options.noTtl()) {
      left = null;
      return;
    }
    left = given(mine, now);
  }

  private Duration given(@Nullable String mine, Instant now) {
    Duration own = own(mine);
    Duration given = own.compareTo(options.touchAfter()) < 0 ? own : own.plus(options.touchAfter());
    Duration most = options.isLimited() ? Duration.between(now, end()) : given;
    return given.compareTo(most) > 0 ? most : given;
  }

  /** Somebody has used the session; tells whether that gives it a new TTL. */
  boolean used(@Nullable String mine, Instant now) {
    if (options.noTouch() || options.noTtl()) {
      return false;
    }
    Duration own = own(mine);
    boolean isThrottled = own.compareTo(options.touchAfter()) >= 0;
    boolean isRenewed =
        left == null
            || options.touchAfter().isZero()
            || !isThrottled
            || left.compareTo(own) <= 0
            || left.compareTo(given(mine, now)) > 0;
    if (isRenewed) {
      written(mine, now);
    }
    return isRenewed;
  }

  private Duration own(@Nullable String mine) {
    return options.byFunction()
        ? LifetimeOptions.ttlByFunction(mine)
        : maxAge == null ? LifetimeOptions.TTL : maxAge;
  }

  boolean isRight(TimeToLive ttl) {
    return left == null
        ? ttl instanceof TimeToLive.Unlimited
        : ttl instanceof TimeToLive.Remaining some
            && some.duration().minus(CLOCKS_DIFFER).compareTo(left) <= 0
            && some.duration().compareTo(left.minus(SLACK)) >= 0;
  }
}
