package io.cloakroom.micronaut;

import io.cloakroom.session.ExpiredSession;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A session that has expired, as Micronaut's event is given it: its masked id, when it was created,
 * and {@link ExpiredSession#USER_ATTRIBUTE}. Nothing else of it is left, and it can't be changed.
 */
final class ExpiredSessionView implements Session {

  private final ExpiredSession expired;
  private final ConversionService conversions;
  private final Instant found;

  /**
   * @param found when it was found to have expired
   */
  ExpiredSessionView(ExpiredSession expired, ConversionService conversions, Instant found) {
    this.expired = expired;
    this.conversions = conversions;
    this.found = found;
  }

  /** Returns the masked id, or its hash with {@code cloakroom.store.id-hashing}. */
  @Override
  public String getId() {
    return expired.name();
  }

  @Override
  public boolean isExpired() {
    return true;
  }

  @Override
  public boolean isNew() {
    return false;
  }

  @Override
  public boolean isModified() {
    return false;
  }

  /** Returns when it began; when it was found to have expired, where that is not known. */
  @Override
  public Instant getCreationTime() {
    return Objects.requireNonNullElse(expired.created(), found);
  }

  /** Returns when it was created: it is not known when it was used. */
  @Override
  public Instant getLastAccessedTime() {
    return getCreationTime();
  }

  @Override
  public Session setLastAccessedTime(Instant instant) {
    return this;
  }

  @Override
  public Session setMaxInactiveInterval(@Nullable Duration duration) {
    return this;
  }

  @Override
  public Duration getMaxInactiveInterval() {
    return Duration.ZERO;
  }

  @Override
  public Session put(CharSequence key, @Nullable Object value) {
    throw over();
  }

  @Override
  public Session remove(CharSequence key) {
    throw over();
  }

  @Override
  public Session clear() {
    throw over();
  }

  private static IllegalStateException over() {
    return new IllegalStateException("The session has expired, so it cannot be changed");
  }

  @Override
  public Set<String> names() {
    return expired.user() == null ? Set.of() : Set.of(ExpiredSession.USER_ATTRIBUTE);
  }

  @Override
  public Collection<Object> values() {
    return expired.user() == null ? Set.of() : Set.of(expired.user());
  }

  @Override
  public <T> Optional<T> get(CharSequence name, ArgumentConversionContext<T> context) {
    return expired.user() != null && ExpiredSession.USER_ATTRIBUTE.contentEquals(name)
        ? conversions.convert(expired.user(), context)
        : Optional.empty();
  }

  @Override
  public ConversionService getConversionService() {
    return conversions;
  }

  @Override
  public String toString() {
    return "Session " + expired.name() + ", expired";
  }
}
