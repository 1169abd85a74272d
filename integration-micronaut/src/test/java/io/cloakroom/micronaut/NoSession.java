package io.cloakroom.micronaut;

import io.cloakroom.http.SessionData;
import io.cloakroom.tck.http.application.SessionOperations;
import io.micronaut.core.annotation.Nullable;
import java.util.Objects;

/** Where the kit's route must not ask for a session, other than whether there is one. */
class NoSession implements SessionOperations {

  static final NoSession INSTANCE = new NoSession(null);

  private final @Nullable Boolean found;

  /**
   * @param found null where it must not ask for that either
   */
  NoSession(@Nullable Boolean found) {
    this.found = found;
  }

  @Override
  public Object get(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isAvailable() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean exists() {
    return Objects.requireNonNull(found, "The route must not ask for a session");
  }

  @Override
  public void set(String name, Object value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void count(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void remove(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void regenerate(SessionData data) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void destroy() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void destroyOthers() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void unset() {
    throw new UnsupportedOperationException();
  }
}
