package io.cloakroom.tests.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cloakroom.http.FailureAnswer;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.tck.http.application.Application;
import io.cloakroom.tck.http.application.HandlerResult;
import io.cloakroom.tck.http.application.MappedFailure;
import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.application.RouteError;
import io.cloakroom.tck.http.application.RouteFailure;
import io.cloakroom.tck.http.application.RunningApplication;
import io.cloakroom.tck.http.application.SessionOperations;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;

/**
 * The kit's application on the JDK's own HTTP server, straight over the engine: no framework, and
 * the least that an integration can be. Its {@link Behaviour} is where saboteurs come in.
 */
public final class ReferenceIntegration {

  static {
    // It writes a response in two pieces, the second of which would wait 40 ms for the client.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** More than any test opens at a time. */
  private static final int WAITING_CONNECTIONS = 1_000;

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
                    .applyTo(SessionEngine.builder().store(behaviour.store(application.store()))),
                application.options())
            .build();
  }

  public static RunningApplication start(Application application, Behaviour behaviour)
      throws IOException {
    ReferenceIntegration integration = new ReferenceIntegration(application, behaviour);
    InetAddress loopback = InetAddress.getLoopbackAddress();
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), WAITING_CONNECTIONS);
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
      HandlerResult answer = application.answer(route.get(), session, query(http));
      if (answer instanceof HandlerResult.Forward forward) {
        SessionOperations there =
            behaviour.forwarded(new EngineOperations(sessions::load), sessions, http);
        answer = application.answer(forward.target(), there);
      }
      sendOrFail(answer, response);
    } catch (RouteFailure | RouteError e) {
      behaviour.handlerFailed(sessions);
      sendOrFail(failed("failed"), response);
    } catch (MappedFailure e) {
      behaviour.handlerFailed(sessions);
      e.note(session);
      sendOrFail(failed("noted"), response);
    } catch (RuntimeException e) {
      response.fail(e);
    }
  }

  private static HandlerResult failed(String body) {
    return new HandlerResult.Full(500, Map.of(), body);
  }

  private static void sendOrFail(HandlerResult answer, Response response) throws IOException {
    try {
      send(answer, response);
    } catch (CompletionException e) {
      response.fail(e);
    }
  }

  private static void send(HandlerResult answer, Response response) throws IOException {
    if (answer instanceof HandlerResult.Full full) {
      Headers headers = response.http().getResponseHeaders();
      full.headers().forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
      response.send(full.status(), full.body());
    } else if (answer instanceof HandlerResult.Text text) {
      response.send(200, text.body());
    } else if (answer instanceof HandlerResult.Redirect redirect) {
      response.header("Location", redirect.location());
      response.send(302, "");
    } else if (answer instanceof HandlerResult.Stream stream) {
      response.stream("text/plain", stream.pieces());
    } else if (answer instanceof HandlerResult.Events events) {
      List<byte[]> frames =
          events.data().stream().map(data -> ("data: " + data + "\n\n").getBytes(UTF_8)).toList();
      response.stream("text/event-stream", frames);
    } else if (answer instanceof HandlerResult.Later later) {
      later
          .body()
          .get()
          .whenComplete(
              (body, failure) -> {
                try {
                  if (failure == null) {
                    sendOrFail(new HandlerResult.Text(body), response);
                  } else if (failure.getCause() instanceof RouteFailure) {
                    response.behaviour().handlerFailed(response.sessions());
                    sendOrFail(failed("failed"), response);
                  } else {
                    response.fail(failure);
                  }
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }

  private static SessionRequest request(HttpExchange http) {
    return SessionRequest.of(
        http.getRequestURI().getRawPath(),
        false,
        name -> http.getRequestHeaders().getOrDefault(name, List.of()));
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

    void fail(Throwable failure) throws IOException {
      FailureAnswer answer = FailureAnswer.to(failure);
      http.getResponseHeaders().clear();
      answer.headers().forEach(this::header);
      http.sendResponseHeaders(answer.status(), -1);
      http.close();
    }

    private void begin(int status, long length, boolean streamed) throws IOException {
      behaviour.begins(status, http);
      if (behaviour.commitsInTime(streamed)) {
        behaviour.commit(sessions, http);
      }
      try {
        http.sendResponseHeaders(status, isHead() ? -1 : length);
      } catch (IOException e) {
        behaviour.aborted(sessions);
        throw e;
      }
    }

    private boolean isHead() {
      return http.getRequestMethod().equals("HEAD");
    }

    /** Without its end, which closing the body sends, the server closes the connection. */
    private void end(Iterable<byte[]> pieces) throws IOException {
      OutputStream out = http.getResponseBody();
      try {
        for (byte[] piece : isHead() ? List.<byte[]>of() : pieces) {
          out.write(piece);
          out.flush();
        }
      } catch (IOException e) {
        behaviour.aborted(sessions);
        throw e;
      }
      try {
        behaviour.complete(sessions); // before the end of the response
      } catch (CompletionException e) {
        throw new IOException("What was changed while the response streamed is not saved", e);
      }
      out.close();
    }
  }
}
