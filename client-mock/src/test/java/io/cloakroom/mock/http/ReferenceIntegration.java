package io.cloakroom.mock.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cloakroom.http.FailureAnswer;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.tck.http.Answer;
import io.cloakroom.tck.http.Application;
import io.cloakroom.tck.http.Route;
import io.cloakroom.tck.http.RouteFailure;
import io.cloakroom.tck.http.RunningApplication;
import io.cloakroom.tck.http.SessionOperations;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;

/**
 * The kit's application on the JDK's own HTTP server, straight over the engine: no framework, and
 * the least that an integration can be. Its {@link Behaviour} is where saboteurs come in.
 */
final class ReferenceIntegration {

  private final Application application;
  private final Behaviour behaviour;
  private final SessionEngine engine;

  private ReferenceIntegration(Application application, Behaviour behaviour) {
    this.application = application;
    this.behaviour = behaviour;
    this.engine =
        behaviour
            .options(
                application
                    .options()
                    .applyTo(SessionEngine.builder(behaviour.store(application.store()))),
                application.options())
            .build();
  }

  static RunningApplication start(Application application, Behaviour behaviour) throws IOException {
    ReferenceIntegration integration = new ReferenceIntegration(application, behaviour);
    InetAddress loopback = InetAddress.getLoopbackAddress();
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    ExecutorService threads = behaviour.threads();
    server.setExecutor(threads);
    server.createContext("/", integration::serve);
    server.start();
    return new RunningApplication(
        URI.create("http://" + loopback.getHostAddress() + ":" + server.getAddress().getPort()),
        () -> {
          server.stop(0);
          threads.shutdownNow();
        });
  }

  private void serve(HttpExchange http) throws IOException {
    Optional<Route> route = behaviour.route(http.getRequestURI().getPath());
    SessionExchange sessions = engine.begin(behaviour.request(request(http), http));
    Response response = new Response(http, sessions, behaviour);
    if (route.isEmpty()) {
      response.send(404, "");
      return;
    }
    if (behaviour.refuses(http)) {
      response.send(400, "");
      return;
    }
    SessionOperations session =
        behaviour.session(new EngineOperations(sessions::load), sessions, http);
    try {
      sendOrFail(application.answer(route.get(), session, query(http)), response);
    } catch (RouteFailure e) {
      behaviour.handlerFailed(sessions);
      response.send(500, "failed");
    } catch (RuntimeException e) {
      response.fail(e);
    }
  }

  private static void sendOrFail(Answer answer, Response response) throws IOException {
    try {
      send(answer, response);
    } catch (CompletionException e) {
      response.fail(e);
    }
  }

  private static void send(Answer answer, Response response) throws IOException {
    if (answer instanceof Answer.Text text) {
      response.send(200, text.body());
    } else if (answer instanceof Answer.Redirect redirect) {
      response.header("Location", redirect.location());
      response.send(302, "");
    } else if (answer instanceof Answer.Stream stream) {
      response.stream("text/plain", stream.pieces());
    } else if (answer instanceof Answer.Events events) {
      List<byte[]> frames =
          events.data().stream().map(data -> ("data: " + data + "\n\n").getBytes(UTF_8)).toList();
      response.stream("text/event-stream", frames);
    } else if (answer instanceof Answer.Later later) {
      later
          .body()
          .get()
          .whenComplete(
              (body, failure) -> {
                try {
                  sendOrFail(new Answer.Text(body), response);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }

  private static SessionRequest request(HttpExchange http) {
    return new SessionRequest(
        http.getRequestURI().getRawPath(),
        false,
        http.getRequestHeaders().getOrDefault("Cookie", List.of()),
        http.getRequestHeaders().getFirst("X-Forwarded-Proto"));
  }

  private static Function<String, String> query(HttpExchange http) {
    String query = http.getRequestURI().getRawQuery();
    return name ->
        Arrays.stream(query == null ? new String[0] : query.split("&"))
            .filter(parameter -> parameter.startsWith(name + "="))
            .map(parameter -> URLDecoder.decode(parameter.substring(name.length() + 1), UTF_8))
            .findFirst()
            .orElse(null);
  }

  /** A response that is committed before its first byte leaves. */
  record Response(HttpExchange http, SessionExchange sessions, Behaviour behaviour) {

    void header(String name, String value) {
      http.getResponseHeaders().set(name, value);
    }

    void send(int status, String body) throws IOException {
      byte[] bytes = body.getBytes(UTF_8);
      begin(status, bytes.length == 0 ? -1 : bytes.length, false);
      end(List.of(bytes));
    }

    void stream(String type, Iterable<byte[]> pieces) throws IOException {
      header("Content-Type", type);
      begin(200, 0, true);
      end(pieces);
    }

    void fail(RuntimeException failure) throws IOException {
      FailureAnswer answer = FailureAnswer.to(failure);
      http.getResponseHeaders().clear();
      answer.headers().forEach(this::header);
      http.sendResponseHeaders(answer.status(), -1);
      http.close();
    }

    private void begin(int status, long length, boolean streamed) throws IOException {
      if (behaviour.commitsInTime(streamed)) {
        behaviour.commit(sessions, http);
      }
      http.sendResponseHeaders(status, length);
    }

    private void end(Iterable<byte[]> pieces) throws IOException {
      try (OutputStream out = http.getResponseBody()) {
        for (byte[] piece : pieces) {
          out.write(piece);
          out.flush();
        }
      }
      behaviour.complete(sessions);
    }
  }
}
