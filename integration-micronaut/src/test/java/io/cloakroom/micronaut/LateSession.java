package io.cloakroom.micronaut;

import io.micronaut.http.HttpRequest;
import io.micronaut.session.http.SessionForRequest;

/** A request's session that is looked for when it is written to, and not before. */
final class LateSession extends NoSession {

  private final HttpRequest<?> request;

  LateSession(HttpRequest<?> request) {
    super(null);
    this.request = request;
  }

  @Override
  public void set(String name, Object value) {
    SessionForRequest.find(request).orElseThrow().put(name, value);
  }
}
