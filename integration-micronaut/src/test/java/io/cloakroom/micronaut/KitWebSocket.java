package io.cloakroom.micronaut;

import io.cloakroom.http.SessionData;
import io.cloakroom.tck.http.Application;
import io.cloakroom.tck.http.Route;
import io.cloakroom.tck.http.SessionOperations;
import io.micronaut.context.annotation.Requires;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.OnOpen;
import io.micronaut.websocket.annotation.ServerWebSocket;
import java.util.concurrent.CompletableFuture;

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
  void received(String message) {}

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
    public void set(String name, Object value) {
      socket.put(name, value);
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
    public void unset() {
      throw new UnsupportedOperationException("A WebSocket has nothing to let go of");
    }
  }
}
