package io.cloakroom.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.micronaut.TestSite;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.management.endpoint.annotation.Endpoint;
import io.micronaut.management.endpoint.annotation.Read;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.session.Session;
import io.micronaut.session.SessionStore;
import io.micronaut.session.http.SessionForRequest;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.OnOpen;
import io.micronaut.websocket.annotation.ServerWebSocket;
import jakarta.inject.Singleton;
import java.net.http.WebSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever reads the session in Micronaut finds what it finds with Micronaut's own module. */
class ReadersSideBySideTest {

  private static final String SPEC = "readers-side-by-side";

  private static final Map<String, Object> LOCALE =
      Map.of("micronaut.server.locale-resolution.session-attribute", "locale");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/find/where-it-may-wait",
        "/errors/local",
        "/errors/local-status",
        "/errors/global",
        "/nowhere",
        "/who"
      })
  void H33_handlersErrorMethodsAndEndpointsFindIt(String path) throws Exception {
    try (SideBySide both = new SideBySide(SPEC, Map.of())) {
      compare(both, path);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/find/on-the-event-loop", "/find/in-an-exception-handler", "/locale"})
  void H33_codeOnEventLoopsFindsItWhereEverySessionIsLoaded(String path) throws Exception {
    try (SideBySide both = new SideBySide(SPEC, Map.of("cloakroom.load-always", true))) {
      compare(both, path);
    }
  }

  @Test
  void H33_theLocaleComesFromTheSession() throws Exception {
    try (SideBySide both = new SideBySide(SPEC, LOCALE)) {
      compare(both, "/locale");
      assertThat(SideBySide.answers(both.ours(), "/locale").get("valid"))
          .containsExactly("valid: 200 de");
    }
  }

  @Test
  void H33_webSocketsFindIt() throws Exception {
    try (SideBySide both = new SideBySide(SPEC, Map.of())) {
      assertThat(greetings(both.ours())).isEqualTo(greetings(both.stock()));
    }
  }

  @Test
  void messagesOfTheApplicationStay() throws Exception {
    try (SideBySide both = new SideBySide(SPEC, Map.of())) {
      assertThat(both.ours().get("/fails").body()).isEqualTo(both.stock().get("/fails").body());
    }
  }

  private static void compare(SideBySide both, String path) throws Exception {
    Map<String, List<String>> ours = SideBySide.answers(both.ours(), path);

    assertThat(ours).isEqualTo(SideBySide.answers(both.stock(), path));
    assertThat(ours.get("valid")).isNotEqualTo(ours.get("none"));
  }

  /** What a WebSocket says to each visitor when it opens, and to the first message. */
  private static Map<String, String> greetings(TestSite site) throws Exception {
    Map<String, String> greetings = new LinkedHashMap<>();
    for (Map.Entry<String, String> visitor : SideBySide.visitors(site).entrySet()) {
      CompletableFuture<String> greeting = new CompletableFuture<>();
      WebSocket socket =
          site.client()
              .newWebSocketBuilder()
              .header("Cookie", visitor.getValue())
              .buildAsync(site.uri("ws", "/socket"), new First(greeting))
              .get(10, TimeUnit.SECONDS);
      greetings.put(visitor.getKey(), greeting.get(10, TimeUnit.SECONDS));
      socket.abort();
    }
    return greetings;
  }

  private record First(CompletableFuture<String> text) implements WebSocket.Listener {

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.complete(data.toString());
      return null;
    }
  }

  private static String seen(@Nullable Session session) {
    return session == null ? "none" : session.get("user", String.class).orElse("nobody");
  }

  @Controller(produces = MediaType.TEXT_PLAIN)
  @Requires(property = TestSite.SPEC, value = SPEC)
  static class Pages {

    private final SessionStore<Session> sessions;

    Pages(SessionStore<Session> sessions) {
      this.sessions = sessions;
    }

    @Get(SideBySide.BEGIN)
    String begin(Session session) {
      session.put("user", "ada").put("locale", "de");
      return "begun";
    }

    @Get("/end")
    CompletableFuture<String> end(Session session) {
      return sessions.deleteSession(session.getId()).thenApply(String::valueOf);
    }

    @Get("/find/where-it-may-wait")
    @ExecuteOn(TaskExecutors.BLOCKING)
    String mayWait(HttpRequest<?> request) {
      return seen(SessionForRequest.find(request).orElse(null));
    }

    @Get("/find/on-the-event-loop")
    String onTheEventLoop(HttpRequest<?> request) {
      try {
        return seen(SessionForRequest.find(request).orElse(null));
      } catch (IllegalStateException e) {
        return e.getMessage();
      }
    }

    @Get("/find/in-an-exception-handler")
    String handled() {
      throw new Handled();
    }

    @Get("/fails")
    String fails() {
      return "" + Integer.parseInt("a text of the application");
    }

    @Get("/locale")
    String locale(HttpRequest<?> request, @Nullable Locale locale) {
      return "" + locale;
    }
  }

  /** Pages whose error methods ask for the session, while the pages do not. */
  @Controller(value = "/errors", produces = MediaType.TEXT_PLAIN)
  @Requires(property = TestSite.SPEC, value = SPEC)
  static class Errors {

    @Get("/local")
    String local() {
      throw new UnsupportedOperationException("local");
    }

    @Get("/local-status")
    HttpResponse<?> status() {
      return HttpResponse.status(HttpStatus.CONFLICT);
    }

    @Get("/global")
    String global() {
      throw new ArithmeticException("global");
    }

    @Error(UnsupportedOperationException.class)
    HttpResponse<String> local(@Nullable Session session) {
      return HttpResponse.badRequest("local for " + seen(session));
    }

    @Error(status = HttpStatus.CONFLICT)
    HttpResponse<String> conflict(HttpRequest<?> request, @Nullable Session session) {
      return HttpResponse.badRequest("conflict for " + seen(session));
    }

    @Error(value = ArithmeticException.class, global = true)
    HttpResponse<String> global(java.util.Optional<Session> session) {
      return HttpResponse.badRequest("global for " + seen(session.orElse(null)));
    }

    @Error(status = HttpStatus.NOT_FOUND, global = true)
    HttpResponse<String> missing(HttpRequest<?> request, @Nullable Session session) {
      return HttpResponse.notFound(
          "missing for " + seen(session) + seen(SessionForRequest.find(request).orElse(null)));
    }
  }

  static final class Handled extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Singleton
  @Requires(property = TestSite.SPEC, value = SPEC)
  static class Handler implements ExceptionHandler<Handled, HttpResponse<?>> {

    @Override
    @SuppressWarnings("rawtypes") // Micronaut's signature
    public HttpResponse<?> handle(HttpRequest request, Handled problem) {
      HttpRequest<?> asked = request;
      return HttpResponse.badRequest(
          "handled for " + seen(SessionForRequest.find(asked).orElse(null)));
    }
  }

  @Endpoint(id = "who", defaultSensitive = false)
  @Requires(property = TestSite.SPEC, value = SPEC)
  static class Who {

    @Read(produces = MediaType.TEXT_PLAIN)
    String who(@Nullable Session session) {
      return "endpoint for " + seen(session);
    }
  }

  @ServerWebSocket("/socket")
  @Requires(property = TestSite.SPEC, value = SPEC)
  static class Socket {

    @OnOpen
    CompletableFuture<String> opened(WebSocketSession socket, HttpRequest<?> request) {
      return socket.sendAsync(
          socket.get("user", String.class).orElse("nobody")
              + " "
              + seen(SessionForRequest.find(request).orElse(null)));
    }

    @OnMessage
    void received(String message) {}
  }
}
