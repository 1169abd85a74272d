package io.cloakroom.micronaut;

import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionData;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A session as Micronaut knows it.
 *
 * <p>Setting another authentication gives it a new id, so that a log-in by any handler of
 * micronaut-security does. Removing it ends the session, as log-out does: otherwise whoever has the
 * cookie keeps what else is in the session, and a WebSocket stays open.
 */
final class SessionView implements Session {

  /** The attribute in which micronaut-security keeps who is logged in. */
  private static final String AUTHENTICATION = "micronaut.AUTHENTICATION";

  private final ConversionService conversions;
  private final Duration ttl;
  private final Instant createdAt;
  private volatile Supplier<RequestSession> source;
  private volatile boolean modified;

  SessionView(
      Supplier<RequestSession> source,
      ConversionService conversions,
      Duration ttl,
      Instant createdAt) {
    this.source = source;
    this.conversions = conversions;
    this.ttl = ttl;
    this.createdAt = createdAt;
  }

  RequestSession session() {
    return source.get();
  }

  void becomes(Supplier<RequestSession> other) {
    source = other;
  }

  void saved() {
    modified = false;
  }

  @Override
  public String getId() {
    return session().id().value();
  }

  @Override
  public boolean isNew() {
    return session().isNew();
  }

  /** Returns whether it was changed through this view since it was loaded or saved. */
  @Override
  public boolean isModified() {
    return modified;
  }

  /** Always false: Redis ends sessions whose time is up, and then there is none. */
  @Override
  public boolean isExpired() {
    return false;
  }

  /** Returns the time in the record; for a session that Express began, when the request came. */
  @Override
  public Instant getCreationTime() {
    RequestSession session = session();
    Instant noted = session.isNew() ? null : session.creationTime();
    return noted == null ? createdAt : noted;
  }

  /**
   * Returns when the request before this one used the session. If that is not known, as without
   * {@code cloakroom.last-access}, returns when this request came.
   */
  @Override
  public Instant getLastAccessedTime() {
    Instant used = session().lastAccessTime();
    return used == null ? createdAt : used;
  }

  /** Does nothing: the time of the last access is the request's, and reading resets the TTL. */
  @Override
  public Session setLastAccessedTime(Instant instant) {
    return this;
  }

  /**
   * Sets how long the session lives without being used, whatever its cookie says.
   *
   * @throws IllegalArgumentException if it is zero or less, which Micronaut takes for a session
   *     that never ends: that is an option of the store
   */
  @Override
  public Session setMaxInactiveInterval(@Nullable Duration duration) {
    if (duration == null) {
      return this; // as Micronaut's own session does
    }
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException(
          "A single session cannot live forever. For sessions that never expire use"
              + " cloakroom.store.disable-ttl");
    }
    session().setIdleInterval(duration);
    modified = true;
    return this;
  }

  /**
   * Returns the interval that was set, else the cookie's {@code maxAge}, else {@code
   * cloakroom.store.ttl}.
   */
  @Override
  public Duration getMaxInactiveInterval() {
    RequestSession session = session();
    Duration interval = session.idleInterval();
    return interval == null ? Objects.requireNonNullElse(session.cookie().maxAge(), ttl) : interval;
  }

  @Override
  public Session put(CharSequence key, @Nullable Object value) {
    if (value == null) {
      return remove(key);
    }
    String name = key.toString();
    RequestSession session = session();
    if (name.equals(AUTHENTICATION)) {
      session.regenerate(SessionData.KEEP);
      session.set(
          name, conversions.convert(value, Map.class).<Object>map(map -> map).orElse(value));
    } else {
      session.set(name, value);
    }
    modified = true;
    return this;
  }

  @Override
  public Session remove(CharSequence key) {
    String name = key.toString();
    RequestSession session = session();
    if (name.equals(AUTHENTICATION) && session.names().contains(name)) {
      session.destroy();
    } else {
      session.remove(name);
    }
    modified = true;
    return this;
  }

  @Override
  public Session clear() {
    session().clear();
    modified = true;
    return this;
  }

  @Override
  public Set<String> names() {
    return session().names();
  }

  @Override
  public Collection<Object> values() {
    return List.copyOf(session().attributes().values().stream().filter(Objects::nonNull).toList());
  }

  @Override
  public <T> Optional<T> get(CharSequence name, ArgumentConversionContext<T> context) {
    Object value = session().get(name.toString());
    return value == null ? Optional.empty() : conversions.convert(value, context);
  }

  @Override
  public ConversionService getConversionService() {
    return conversions;
  }

  @Override
  public String toString() {
    return session().toString();
  }
}
