package io.cloakroom.micronaut;

import io.cloakroom.http.RequestSession;
import io.micronaut.core.convert.ConversionService;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Makes Micronaut's view of a session. */
@Singleton
final class SessionViews {

  private final ConversionService conversions;
  private final Duration ttl;
  private final InstantSource clock = InstantSource.system();

  SessionViews(ConversionService conversions, StoreConfiguration store) {
    this.conversions = conversions;
    this.ttl = store.getTtl();
  }

  SessionView of(Supplier<RequestSession> session) {
    return new SessionView(session, conversions, ttl, clock.instant());
  }
}
