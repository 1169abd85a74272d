package io.cloakroom.session;

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

  SessionTtl(Duration usual, @Nullable Function<Session, Duration> function, boolean unlimited) {
    this.usual = usual;
    this.function = function;
    this.unlimited = unlimited;
  }

  boolean isUnlimited() {
    return unlimited;
  }

  /**
   * The TTL of a session that is used now.
   *
   * @return zero or less where it has ended; empty where it never expires
   */
  Optional<Duration> of(Session session, Instant now) {
    if (function != null) {
      Duration ttl = function.apply(session);
      if (ttl == null) {
        throw new IllegalStateException("The function given as option ttl returned null");
      }
      return limited(ttl);
    }
    Instant expires = session.cookie().usedAt(now).expires();
    return limited(expires == null ? usual : Duration.between(now, expires));
  }

  /**
   * The TTL that a session has before anybody has seen it, by all that is known of such sessions.
   *
   * @param maxAge what their cookies usually have; null where these don't expire
   * @return empty where it can't be known, or where they never expire
   */
  Optional<Duration> assumed(@Nullable Duration maxAge) {
    return function != null ? Optional.empty() : limited(maxAge == null ? usual : maxAge);
  }

  private Optional<Duration> limited(Duration ttl) {
    return unlimited ? Optional.empty() : Optional.of(wholeSeconds(ttl));
  }

  private static Duration wholeSeconds(Duration ttl) {
    return Duration.ofSeconds(ttl.getNano() == 0 ? ttl.getSeconds() : ttl.getSeconds() + 1);
  }
}
