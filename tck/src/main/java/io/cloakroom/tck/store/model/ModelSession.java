package io.cloakroom.tck.store.model;

import io.cloakroom.tck.store.fixture.StoreForm;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Redis must hold for a session.
 *
 * @param version another number for each write
 * @param attributes what users have set
 * @param facts what the session says of its life
 * @param created when the session began; null until it was read for the first time
 * @param isReadable whether its record is sound
 * @param ttl what the key was given
 * @param at when, in nanoseconds
 */
record ModelSession(
    int version,
    Map<String, @Nullable Object> attributes,
    Facts facts,
    @Nullable Instant created,
    boolean isReadable,
    Duration ttl,
    long at) {

  ModelSession {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /** The cookie's {@code maxAge} and the idle interval. */
  record Facts(Optional<Duration> maxAge, Optional<Duration> idle) {

    static final Facts NONE = new Facts(Optional.empty(), Optional.empty());

    /** The TTL, of which part of a second rounds up; zero where the session ends. */
    Duration ttl() {
      Duration exact = idle.or(() -> maxAge).orElse(StoreForm.TTL);
      return exact.getNano() == 0 ? exact : Duration.ofSeconds(exact.getSeconds() + 1);
    }

    boolean haveEnded() {
      return ttl().isZero();
    }
  }

  /** The session with a TTL from now on. */
  ModelSession expiringAfter(Duration newTtl, long now) {
    return new ModelSession(version, attributes, facts, created, isReadable, newTtl, now);
  }

  ModelSession unreadable(Duration newTtl, long now) {
    return new ModelSession(version, attributes, facts, created, false, newTtl, now);
  }

  ModelSession createdAt(@Nullable Instant when) {
    return new ModelSession(version, attributes, facts, when, isReadable, ttl, at);
  }

  @Nullable String user() {
    return isReadable && attributes.get("user") instanceof String user ? user : null;
  }
}
