package io.cloakroom.micronaut;

import io.cloakroom.http.RequestSession;
import io.cloakroom.session.ExpiredSession;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.SessionStore;
import io.micronaut.core.convert.ConversionService;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Makes Micronaut's view of a session. */
@Singleton
final class SessionViews {

  /** Means no end to Micronaut; used for other stores, whose TTL is not known. */
  private static final Duration NEVER = Duration.ofSeconds(-1);

  private final ConversionService conversions;
  private final Duration ttl;
  private final InstantSource clock = InstantSource.system();

  SessionViews(ConversionService conversions, SessionStore store) {
    this.conversions = conversions;
    this.ttl = store instanceof RedisSessionStore redis ? redis.ttl() : NEVER;
  }

  ExpiredSessionView of(ExpiredSession session) {
    return new ExpiredSessionView(session, conversions, clock.instant());
  }

  SessionView of(Supplier<RequestSession> session) {
    return new SessionView(session, conversions, ttl, clock.instant());
  }
}
