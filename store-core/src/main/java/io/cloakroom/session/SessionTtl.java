package io.cloakroom.session;

import io.cloakroom.redis.TimeToLive;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How long a session's key lives. A function of the session decides, if there is one; else the
 * expiry of its cookie; else the {@code ttl} option. Part of a second rounds up, as in
 * connect-redis.
 */
final class SessionTtl {

  private final Duration usual;
  private final @Nullable Function<Session, Duration> function;
  private final boolean unlimited;
  private final Duration touchAfter;
  private final Lifetime lifetime;

  /**
   * @param touchAfter how much of a TTL is used up before it is written anew, and so what is added
   *     to it each time; zero: it is written each time
   * @param lifetime what no TTL goes beyond
   */
  SessionTtl(
      Duration usual,
      @Nullable Function<Session, Duration> function,
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
   * The TTL of a session that is used now.
   *
   * @return empty where it never expires
   */
  Optional<TtlWindow> of(Session session, Instant now) {
    return unlimited
        ? Optional.empty()
        : Optional.of(lifetime.limit(window(session, now), session, now));
  }

  private TtlWindow window(Session session, Instant now) {
    if (function != null) {
      Duration ttl = function.apply(session);
      if (ttl == null) {
        throw new IllegalStateException("The function given as option ttl returned null");
      }
      return fromEachUse(ttl);
    }
    SessionCookie cookie = session.cookie();
    if (cookie.maxAge() == null && cookie.expires() != null) {
      return untilFixed(Duration.between(now, cookie.expires()));
    }
    return fromEachUse(cookie.maxAge() == null ? usual : cookie.maxAge());
  }

  /**
   * The TTL that a session has before anybody has seen it, by all that is known of such sessions.
   *
   * @param maxAge what their cookies usually have; null where these don't expire
   * @return empty where it can't be known, or where they never expire
   */
  Optional<TtlWindow> assumed(@Nullable Duration maxAge) {
    return function != null || unlimited
        ? Optional.empty()
        : Optional.of(lifetime.limit(fromEachUse(maxAge == null ? usual : maxAge)))
            .filter(window -> !window.hasEnded());
  }

  private TtlWindow fromEachUse(Duration ttl) {
    TtlWindow exact = TtlWindow.exactly(wholeSeconds(ttl));
    return touchAfter.isZero() || exact.hasEnded()
        ? exact
        : TtlWindow.atLeast(exact.full(), slackOf(exact.full()));
  }

  private TtlWindow untilFixed(Duration end) {
    Duration rounded = wholeSeconds(end);
    return touchAfter.isZero() ? TtlWindow.exactly(rounded) : TtlWindow.until(rounded);
  }

  /** No more than Redis can add. */
  private Duration slackOf(Duration ttl) {
    Duration room = TimeToLive.MAXIMUM.minus(ttl);
    return touchAfter.compareTo(room) > 0 ? room : touchAfter;
  }

  private static Duration wholeSeconds(Duration ttl) {
    return Duration.ofSeconds(ttl.getNano() == 0 ? ttl.getSeconds() : ttl.getSeconds() + 1);
  }
}
