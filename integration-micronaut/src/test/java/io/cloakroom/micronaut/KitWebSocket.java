package io.cloakroom.micronaut;

import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionData;
import io.cloakroom.tck.http.application.Application;
import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.application.SessionOperations;
import io.micronaut.context.annotation.Requires;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.OnOpen;
import io.micronaut.websocket.annotation.ServerWebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The kit's WebSocket. */
@ServerWebSocket(Route.WEB_SOCKET_PATH)
@Requires(beans = Application.class)
class KitWebSocket {

  private final Application application;

  KitWebSocket(Application application) {
    this.application = application;
  }

  @OnOpen
  CompletableFuture<String> opened(WebSocketSession socket) {
    return socket.sendAsync(
        application.greeting(
            new SocketSession(socket), name -> socket.getRequestParameters().get(name)));
  }

  @OnMessage
  CompletionStage<?> received(String message, RequestSession session, WebSocketSession socket) {
    return session
        .reload()
        .thenCompose(
            alive ->
                socket.sendAsync(
                    application.reply(
                        alive,
                        new SocketSession(socket),
                        name -> socket.getRequestParameters().get(name))));
  }

  /** The session as WebSockets see it: the attributes of theirs. */
  private record SocketSession(WebSocketSession socket) implements SessionOperations {

    @Override
    public Object get(String name) {
      return socket.get(name, Object.class).orElse(null);
    }

    @Override
    public boolean isAvailable() {
      return true; // else there would be no WebSocket
    }

    @Override
    public boolean exists() {
      return socket.getAttributes() instanceof io.micronaut.session.Session;
    }

    @Override
    public void set(String name, Object value) {
      socket.put(name, value);
    }

    @Override
    public void count(String name) {
      throw new UnsupportedOperationException("A WebSocket can not change the session");
    }

    @Override
    public void remove(String name) {
      socket.remove(name);
    }

    @Override
    public void regenerate(SessionData data) {
      throw new UnsupportedOperationException("A WebSocket can't set a cookie");
    }

    @Override
    public void destroy() {
      throw new UnsupportedOperationException("A WebSocket can't take a cookie back");
    }

    @Override
    public void destroyOthers() {
      throw new UnsupportedOperationException("A WebSocket can not change the session");
    }

    @Override
    public void unset() {
      throw new UnsupportedOperationException("A WebSocket can not change the session");
    }
  }
}
