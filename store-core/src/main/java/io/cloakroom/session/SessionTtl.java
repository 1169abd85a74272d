package io.cloakroom.session;

import io.cloakroom.callback.OptionFunction;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.writing.Lifetime;
import io.cloakroom.session.writing.TtlRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a session's key lives. A function of the session decides, if there is one; else the
 * session's idle interval; else the expiry of its cookie; else the {@code ttl} option. A fixed end
 * of the cookie limits the idle interval. Part of a second rounds up, as in connect-redis.
 */
final class SessionTtl {

  private final Duration usual;
  private final @Nullable OptionFunction<Session, Duration> function;
  private final boolean unlimited;
  private final Duration touchAfter;
  private final Lifetime lifetime;

  /**
   * @param touchAfter how old a TTL must be before it is written again, which is also added to it
   *     each time; zero, or longer than the TTL: it is written each time
   * @param lifetime limits every TTL
   */
  SessionTtl(
      Duration usual,
      @Nullable OptionFunction<Session, Duration> function,
      boolean unlimited,
      Duration touchAfter,
      Lifetime lifetime) {
    this.usual = usual;
    this.function = function;
    this.unlimited = unlimited;
    this.touchAfter = touchAfter;
    this.lifetime = lifetime;
  }

  /**
   * Returns the TTL of a session that is used now.
   *
   * @return empty where it never expires
   */
  Optional<TtlRange> of(Session session, Instant now) {
    return unlimited
        ? Optional.empty()
        : Optional.of(lifetime.limit(window(session, now), session.content(), now));
  }

  private TtlRange window(Session session, Instant now) {
    Optional<TtlRange> idle = idle(session);
    Instant end = function == null ? fixedEndOf(session.cookie()) : null;
    if (end == null) {
      return idle.orElseThrow();
    }
    Duration left = Duration.between(now, end);
    return idle.map(range -> range.within(wholeSeconds(left))).orElseGet(() -> untilFixed(left));
  }

  /**
   * Returns how long a session lives without being used, whatever end it has besides; empty where
   * it has a fixed end and nothing else.
   */
  Optional<TtlRange> idle(Session session) {
    if (function != null) {
      return Optional.of(fromEachUse(function.required(session)));
    }
    SessionCookie cookie = session.cookie();
    Duration idle = session.idleInterval();
    if (idle == null && fixedEndOf(cookie) == null) {
      idle = cookie.maxAge() == null ? usual : cookie.maxAge();
    }
    return Optional.ofNullable(idle).map(this::fromEachUse);
  }

  /**
   * Returns the TTL that a session has directly after a use; empty where an end limits it, so that
   * what is left of it does not tell when that was.
   */
  Optional<Duration> afterEachUse(Session session, Instant now) {
    if (function == null && fixedEndOf(session.cookie()) != null) {
      return Optional.empty();
    }
    TtlRange range = window(session, now);
    return Optional.of(range.full())
        .filter(full -> lifetime.limit(range, session.content(), now).full().equals(full));
  }

  /** Returns when a session ends by its cookie however much it is used; null: never. */
  private static @Nullable Instant fixedEndOf(SessionCookie cookie) {
    return cookie.maxAge() == null ? cookie.expires() : null;
  }

  /**
   * Returns whether a session has ended although its record is there: because its TTL could not be
   * corrected, or an older server has set it.
   */
  boolean isOver(Session session, Instant now) {
    if (unlimited) {
      return false;
    }
    Instant end = function == null ? fixedEndOf(session.cookie()) : null;
    return (end != null && !now.isBefore(end)) || lifetime.isOver(session.content(), now);
  }

  /**
   * Returns the TTL that a session should have before it is read, as most sessions do.
   *
   * @param maxAge what their cookies usually have; null where these don't expire
   * @return empty where it can't be known, or where they never expire
   */
  Optional<TtlRange> assumed(@Nullable Duration maxAge) {
    return function != null || unlimited
        ? Optional.empty()
        : Optional.of(lifetime.limit(fromEachUse(maxAge == null ? usual : maxAge)))
            .filter(window -> !window.hasEnded());
  }

  private TtlRange fromEachUse(Duration ttl) {
    TtlRange exact = TtlRange.exactly(wholeSeconds(ttl));
    return touchAfter.isZero() || touchAfter.compareTo(exact.full()) > 0
        ? exact
        : TtlRange.atLeast(exact.full(), slackOf(exact.full()));
  }

  private TtlRange untilFixed(Duration end) {
    Duration rounded = wholeSeconds(end);
    return touchAfter.isZero() ? TtlRange.exactly(rounded) : TtlRange.until(rounded);
  }

  /** No more than Redis can add. */
  private Duration slackOf(Duration ttl) {
    Duration room = TimeToLive.MAXIMUM.minus(ttl);
    return touchAfter.compareTo(room) > 0 ? room : touchAfter;
  }

  /** Part of a second rounds up; no more than Redis can keep. */
  private static Duration wholeSeconds(Duration ttl) {
    if (ttl.compareTo(TimeToLive.MAXIMUM) >= 0) {
      return TimeToLive.MAXIMUM;
    }
    return Duration.ofSeconds(ttl.getNano() == 0 ? ttl.getSeconds() : ttl.getSeconds() + 1);
  }
}
