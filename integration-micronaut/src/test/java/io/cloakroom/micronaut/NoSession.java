package io.cloakroom.micronaut;

import io.cloakroom.http.SessionData;
import io.cloakroom.tck.http.SessionOperations;

/** Where the kit's route must not ask for a session. */
enum NoSession implements SessionOperations {
  INSTANCE;

  @Override
  public Object get(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isAvailable() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void set(String name, Object value) {
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
  public void unset() {
    throw new UnsupportedOperationException();
  }
}
