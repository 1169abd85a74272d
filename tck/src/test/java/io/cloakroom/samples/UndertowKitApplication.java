package io.cloakroom.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionData;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.tck.http.application.Application;
import io.cloakroom.tck.http.application.HandlerResult;
import io.cloakroom.tck.http.application.MappedFailure;
import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.application.RunningApplication;
import io.cloakroom.tck.http.application.SessionOperations;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.server.handlers.ExceptionHandler;
import io.undertow.server.handlers.PathHandler;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
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
            Operations session = new Operations(() -> UndertowSessions.of(http));
            HandlerResult answer =
                application.answer(route, session, query(http.getQueryParameters()));
            if (answer instanceof HandlerResult.Forward forward) {
              answer = application.answer(forward.target(), session);
            }
            send(answer, http);
          });
    }
    HttpHandler upgrading =
        Handlers.websocket(
            (upgrade, socket) ->
                serve(
                    socket,
                    upgrade.getAttachment(UndertowSessions.EXCHANGE).loaded(),
                    application,
                    query(upgrade.getRequestParameters())));
    routes.addExactPath(
        Route.WEB_SOCKET_PATH,
        http -> {
          UndertowSessions.of(http); // now: its cookie can't be set once the upgrade is answered
          upgrading.handleRequest(http);
        });
    SessionEngine engine =
        application.options().applyTo(SessionEngine.builder().store(application.store())).build();
    Undertow server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
            .setWorkerThreads(100) // as many requests can wait for Redis at a time
            .setHandler(new BlockingHandler(new UndertowSessions(engine, mapped(routes))))
            .build();
    server.start();
    int port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    return new RunningApplication(URI.create("http://127.0.0.1:" + port), server::stop);
  }

  private static void serve(
      WebSocketChannel socket,
      RequestSession session,
      Application application,
      Function<String, String> query) {
    Operations operations = new Operations(() -> session);
    WebSockets.sendText(application.greeting(operations, query), socket, null);
    socket
        .getReceiveSetter()
        .set(
            new AbstractReceiveListener() {
              @Override
              protected void onFullTextMessage(WebSocketChannel on, BufferedTextMessage message) {
                session
                    .reload()
                    .thenAccept(
                        alive ->
                            WebSockets.sendText(
                                application.reply(alive, operations, query), on, null));
              }
            });
    socket.resumeReceives();
  }

  /** Undertow's own way to map an exception, where the session is told of it, too. */
  private static HttpHandler mapped(HttpHandler routes) {
    return Handlers.exceptionHandler(routes)
        .addExceptionHandler(
            MappedFailure.class,
            http -> {
              http.getAttachment(UndertowSessions.EXCHANGE).handlerFailed();
              MappedFailure failure =
                  (MappedFailure) http.getAttachment(ExceptionHandler.THROWABLE);
              failure.note(new Operations(() -> UndertowSessions.of(http)));
              http.setStatusCode(500).getResponseSender().send("noted");
            });
  }

  private static void send(HandlerResult answer, HttpServerExchange http) throws IOException {
    if (answer instanceof HandlerResult.Full full) {
      full.headers()
          .forEach(
              (name, values) -> http.getResponseHeaders().addAll(new HttpString(name), values));
      http.setStatusCode(full.status()).getResponseSender().send(full.body());
    } else if (answer instanceof HandlerResult.Text text) {
      http.getResponseSender().send(text.body());
    } else if (answer instanceof HandlerResult.Redirect redirect) {
      http.setStatusCode(302).getResponseHeaders().put(Headers.LOCATION, redirect.location());
      http.endExchange();
    } else if (answer instanceof HandlerResult.Stream stream) {
      stream(stream.pieces(), http);
    } else if (answer instanceof HandlerResult.Events events) {
      http.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/event-stream");
      List<String> frames = events.data().stream().map("data: %s\n\n"::formatted).toList();
      stream(frames.stream().map(frame -> frame.getBytes(UTF_8)).toList(), http);
    } else if (answer instanceof HandlerResult.Later later) {
      http.dispatch(
          () -> later.body().get().whenComplete((body, failure) -> send(body, failure, http)));
    }
  }

  private static void send(String body, Throwable failure, HttpServerExchange http) {
    if (failure == null) {
      http.getResponseSender().send(body);
    } else {
      http.getAttachment(UndertowSessions.EXCHANGE).handlerFailed();
      UndertowSessions.refuse(http, failure);
      http.endExchange();
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
    public boolean exists() {
      return !session.get().isNew();
    }

    @Override
    public void set(String name, Object value) {
      session.get().set(name, value);
    }

    @Override
    public void count(String name) {
      session.get().update(name, Integer.class, count -> count == null ? 1 : count + 1);
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
    public void destroyOthers() {
      session.get().destroyOthers();
    }

    @Override
    public void unset() {
      session.get().unset();
    }
  }
}
