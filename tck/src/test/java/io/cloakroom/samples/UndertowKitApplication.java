package io.cloakroom.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionData;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.tck.http.Answer;
import io.cloakroom.tck.http.Application;
import io.cloakroom.tck.http.Route;
import io.cloakroom.tck.http.RunningApplication;
import io.cloakroom.tck.http.SessionOperations;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.server.handlers.PathHandler;
import io.undertow.util.Headers;
import io.undertow.websockets.core.WebSockets;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** The kit's application, over {@link UndertowSessions}. */
final class UndertowKitApplication {
  private UndertowKitApplication() {}

  static RunningApplication start(Application application) {
    PathHandler routes = Handlers.path();
    for (Route route : Route.values()) {
      routes.addExactPath(
          route.path(),
          http -> {
            Supplier<RequestSession> session = () -> UndertowSessions.of(http);
            send(
                application.answer(
                    route, new Operations(session), query(http.getQueryParameters())),
                http);
          });
    }
    routes.addExactPath(
        Route.WEB_SOCKET_PATH,
        Handlers.websocket(
            (upgrade, socket) ->
                upgrade
                    .getAttachment(UndertowSessions.EXCHANGE)
                    .load()
                    .thenAccept(
                        session ->
                            WebSockets.sendText(
                                application.greeting(
                                    new Operations(() -> session),
                                    query(upgrade.getRequestParameters())),
                                socket,
                                null))));
    SessionEngine engine =
        application.options().applyTo(SessionEngine.builder(application.store())).build();
    Undertow server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setWorkerThreads(100) // as many requests can wait for Redis at a time
            .setHandler(new BlockingHandler(new UndertowSessions(engine, routes)))
            .build();
    server.start();
    int port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    return new RunningApplication(URI.create("http://127.0.0.1:" + port), server::stop);
  }

  private static void send(Answer answer, HttpServerExchange http) throws IOException {
    if (answer instanceof Answer.Text text) {
      http.getResponseSender().send(text.body());
    } else if (answer instanceof Answer.Redirect redirect) {
      http.setStatusCode(302).getResponseHeaders().put(Headers.LOCATION, redirect.location());
      http.endExchange();
    } else if (answer instanceof Answer.Stream stream) {
      stream(stream.pieces(), http);
    } else if (answer instanceof Answer.Events events) {
      http.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/event-stream");
      List<String> frames = events.data().stream().map("data: %s\n\n"::formatted).toList();
      stream(frames.stream().map(frame -> frame.getBytes(UTF_8)).toList(), http);
    } else if (answer instanceof Answer.Later later) {
      http.dispatch(
          () -> later.body().get().thenAccept(body -> http.getResponseSender().send(body)));
    }
  }

  private static void stream(Iterable<byte[]> pieces, HttpServerExchange http) throws IOException {
    try (OutputStream out = http.getOutputStream()) {
      for (byte[] piece : pieces) {
        out.write(piece);
        out.flush();
      }
    }
  }

  private static Function<String, String> query(Map<String, ? extends Iterable<String>> given) {
    return name -> given.containsKey(name) ? given.get(name).iterator().next() : null;
  }

  /** The session as handlers of this server use it. */
  private record Operations(Supplier<RequestSession> session) implements SessionOperations {
    @Override
    public Object get(String name) {
      return session.get().get(name);
    }

    @Override
    public boolean isAvailable() {
      return session.get().isAvailable();
    }

    @Override
    public void set(String name, Object value) {
      session.get().set(name, value);
    }

    @Override
    public void remove(String name) {
      session.get().remove(name);
    }

    @Override
    public void regenerate(SessionData data) {
      session.get().regenerate(data);
    }

    @Override
    public void destroy() {
      session.get().destroy();
    }

    @Override
    public void unset() {
      session.get().unset();
    }
  }
}
