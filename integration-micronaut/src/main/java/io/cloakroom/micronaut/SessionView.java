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
 * <p>Whatever puts another authentication into it gives it a new id, so that log-in does, whichever
 * handler of micronaut-security logs in.
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

  /** Whether it was changed through this view since it was loaded or saved. */
  @Override
  public boolean isModified() {
    return modified;
  }

  /** Always false: Redis ends sessions whose time is up, and then there is none. */
  @Override
  public boolean isExpired() {
    return false;
  }

  /** As the record says, with the option {@code max-lifetime}; else when the request came. */
  @Override
  public Instant getCreationTime() {
    Instant noted = session().creationTime();
    return noted == null ? createdAt : noted;
  }

  /** When the request came. */
  @Override
  public Instant getLastAccessedTime() {
    return createdAt;
  }

  /**
   * Does nothing: the time of the last access is the request's, and reading begins the TTL anew.
   */
  @Override
  public Session setLastAccessedTime(Instant instant) {
    return this;
  }

  /**
   * Sets the cookie's {@code maxAge}.
   *
   * @throws IllegalArgumentException if it is zero or less, which Micronaut takes for a session
   *     that never ends: that is an option of the store
   */
  @Override
  public Session setMaxInactiveInterval(Duration duration) {
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException(
          "A session can't be made to live for ever, but its store can: use"
              + " cloakroom.store.disable-ttl");
    }
    RequestSession session = session();
    session.setCookie(session.cookie().withMaxAge(duration));
    modified = true;
    return this;
  }

  /** The cookie's {@code maxAge}, or {@code cloakroom.store.ttl} where it has none. */
  @Override
  public Duration getMaxInactiveInterval() {
    return Objects.requireNonNullElse(session().cookie().maxAge(), ttl);
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
    session().remove(key.toString());
    modified = true;
    return this;
  }

  @Override
  public Session clear() {
    RequestSession session = session();
    session.names().forEach(session::remove);
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
