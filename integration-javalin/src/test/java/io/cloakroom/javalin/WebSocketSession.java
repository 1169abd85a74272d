package io.cloakroom.javalin;

import io.cloakroom.http.SessionData;
import io.cloakroom.tck.http.application.SessionOperations;
import io.javalin.websocket.WsContext;

/** The session as Javalin's WebSocket handlers use it. */
record WebSocketSession(WsContext ctx) implements SessionOperations {

  @Override
  public Object get(String name) {
    return RedisSessionPlugin.of(ctx).get(name);
  }

  @Override
  public boolean isAvailable() {
    return true; // else there would be no WebSocket
  }

  @Override
  public boolean exists() {
    throw new UnsupportedOperationException("An upgraded request has no getSession");
  }

  @Override
  public void set(String name, Object value) {
    throw changing();
  }

  @Override
  public void count(String name) {
    throw changing();
  }

  @Override
  public void remove(String name) {
    throw changing();
  }

  @Override
  public void regenerate(SessionData data) {
    throw changing();
  }

  @Override
  public void destroy() {
    throw changing();
  }

  @Override
  public void destroyOthers() {
    throw changing();
  }

  @Override
  public void unset() {
    throw changing();
  }

  private static UnsupportedOperationException changing() {
    return new UnsupportedOperationException("A WebSocket can't change its request's session");
  }
}
