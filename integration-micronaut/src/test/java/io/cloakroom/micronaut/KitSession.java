package io.cloakroom.micronaut;

import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionData;
import io.cloakroom.tck.http.application.SessionOperations;
import io.micronaut.session.Session;
import io.micronaut.session.SessionStore;

/** The session as Micronaut's handlers use it, and as ours for what Micronaut's can't do. */
record KitSession(Session session, RequestSession all, SessionStore<Session> sessions)
    implements SessionOperations {

  @Override
  public Object get(String name) {
    return session.get(name).orElse(null);
  }

  @Override
  public boolean isAvailable() {
    return all.isAvailable();
  }

  @Override
  public boolean exists() {
    return !all.isNew();
  }

  @Override
  public void set(String name, Object value) {
    session.put(name, value);
  }

  @Override
  public void count(String name) {
    all.update(name, Integer.class, count -> count == null ? 1 : count + 1);
  }

  @Override
  public void remove(String name) {
    session.remove(name);
  }

  @Override
  public void regenerate(SessionData data) {
    all.regenerate(data);
  }

  @Override
  public void destroy() {
    sessions.deleteSession(session.getId()).join();
  }

  @Override
  public void destroyOthers() {
    all.destroyOthers();
  }

  @Override
  public void unset() {
    all.unset();
  }
}
