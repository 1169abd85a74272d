package io.cloakroom.micronaut;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.http.RequestSession;
import io.cloakroom.redis.RedisCommands;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.session.Session;
import io.micronaut.session.http.SessionForRequest;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.ServerWebSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** Streams, errors, threads and WebSockets in Micronaut. */
class ResponseTest {

  private final SlowRedis redis = new SlowRedis();
  private TestSite site = TestSite.over(redis, "responses");

  @AfterEach
  void stop() {
    site.close();
    redis.close();
  }

  @Test
  void whatAStreamDoesToItsSessionIsSavedBeforeItsEnd() throws Exception {
    String cookie = TestSite.cookie(site.get("/set/start"));

    assertThat(site.get("/stream", "Cookie", cookie).body()).isEqualTo("1234");

    assertThat(site.get("/get", "Cookie", cookie).body()).isEqualTo("4");
  }

  @Test
  void aStreamThatBeginsASessionBeforeItsFirstItemSendsItsCookie() throws Exception {
    var streamed = site.get("/stream");

    assertThat(site.get("/get", "Cookie", TestSite.cookie(streamed)).body()).isEqualTo("4");
  }

  @Test
  void anEmptyStreamIsCommittedToo() throws Exception {
    var streamed = site.get("/empty-stream");

    assertThat(site.get("/get", "Cookie", TestSite.cookie(streamed)).body()).isEqualTo("empty");
  }

  @Test
  void H7_aStreamThatFailsBeforeItsFirstItemFailsAsAHandlerDoes() throws Exception {
    var saved = site.get("/failing-stream");
    assertThat(saved.statusCode()).isEqualTo(418);
    assertThat(site.get("/get", "Cookie", TestSite.cookie(saved)).body()).isEqualTo("failing");

    site.close();
    site = TestSite.over(redis, "responses", Map.of("cloakroom.on-handler-error", "drop"));
    var dropped = site.get("/failing-stream");
    assertThat(dropped.statusCode()).isEqualTo(418);
    assertThat(TestSite.cookies(dropped)).isEmpty();
  }

  /** Micronaut breaks such a response off, too; an end would make it look whole. */
  @Test
  void H6_aStreamThatFailsHalfWayIsBrokenOff() throws Exception {
    String cookie = TestSite.cookie(site.get("/set/start"));

    for (String page : List.of("/broken-stream", "/broken-stream-without-a-session")) {
      assertThatThrownBy(() -> site.get(page, "Cookie", cookie))
          .as(page)
          .isInstanceOf(IOException.class);
    }

    assertThat(site.get("/get", "Cookie", cookie).body()).isEqualTo("2");
  }

  @Test
  void H7_whatAnErrorMethodWritesIsSavedThoughTheHandlersChangesAreDropped() throws Exception {
    site.close();
    site = TestSite.over(redis, "responses", Map.of("cloakroom.on-handler-error", "drop"));

    var answer = site.get("/throw");

    assertThat(answer.statusCode()).isEqualTo(409);
    String cookie = TestSite.cookie(answer);
    assertThat(site.get("/get", "Cookie", cookie).body()).isEqualTo("from the error method");
    assertThat(site.get("/get-other", "Cookie", cookie).body()).isEqualTo("none");
  }

  @Test
  void noHandlerRunsOnAThreadOfTheRedisClient() throws Exception {
    String cookie = TestSite.cookie(site.get("/set/x"));

    assertThat(site.get("/thread", "Cookie", cookie).body()).containsIgnoringCase("eventLoop");
  }

  @Test
  void anEventLoopThatWouldHaveToWaitIsToldWhatToDo() throws Exception {
    String cookie = TestSite.cookie(site.get("/set/x"));
    redis.hold();

    var answer = site.get("/find", "Cookie", cookie);

    assertThat(answer.body()).contains("Session argument").contains("/find");
  }

  @Test
  void H19_anOutageIsALineInTheLogWithoutItsStack() throws Exception {
    String cookie = TestSite.cookie(site.get("/set/x"));
    redis.goAway();
    PrintStream before = System.err;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    System.setErr(new PrintStream(written, true, UTF_8)); // which slf4j-simple writes to
    try {
      assertThat(site.get("/get", "Cookie", cookie).statusCode()).isEqualTo(503);
    } finally {
      System.setErr(before);
    }

    assertThat(written.toString(UTF_8).lines())
        .singleElement()
        .asString()
        .contains("ERROR", "GET /get", "RedisUnreachableException: away");
  }

  @Test
  void H12_aMissingPageStillTakesTheCookieBack() throws Exception {
    String cookie = TestSite.cookie(site.get("/set/x"));

    var answer = site.get("/destroy-and-miss", "Cookie", cookie);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(TestSite.cookies(answer)).singleElement().asString().isEqualTo("sid=");
    assertThat(site.get("/get", "Cookie", cookie).body()).isEqualTo("none");
  }

  @Test
  void aPageThatIsNotThereCostsNoSession() throws Exception {
    assertThat(TestSite.cookies(site.get("/nowhere"))).isEmpty();
  }

  @Test
  void H26_whatAWebSocketWritesIsSaved() throws Exception {
    String cookie = TestSite.cookie(site.get("/set/before"));
    CompletableFuture<String> answer = new CompletableFuture<>();
    WebSocket socket =
        site.client()
            .newWebSocketBuilder()
            .header("Cookie", cookie)
            .buildAsync(site.uri("ws", "/socket"), new First(answer))
            .get(10, TimeUnit.SECONDS);

    socket.sendText("from a socket", true).get(10, TimeUnit.SECONDS);
    assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("before");
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(10, TimeUnit.SECONDS);

    String found = "before";
    for (int i = 0; i < 100 && found.equals("before"); i++) {
      Thread.sleep(20); // Micronaut saves after it has answered, and tells nobody
      found = site.get("/get", "Cookie", cookie).body();
    }
    assertThat(found).isEqualTo("from a socket");
  }

  private record First(CompletableFuture<String> text) implements WebSocket.Listener {

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.complete(data.toString());
      return null;
    }
  }

  @Controller(produces = MediaType.TEXT_PLAIN)
  @Requires(property = TestSite.SPEC, value = "responses")
  static class Pages {

    @Get("/set/{value}")
    String set(String value, Session session) {
      session.put("value", value);
      return "set";
    }

    @Get("/get")
    String get(Session session) {
      return session.get("value", String.class).orElse("none");
    }

    @Get("/get-other")
    String other(Session session) {
      return session.get("other", String.class).orElse("none");
    }

    @Get("/stream")
    Publisher<String> stream(Session session) {
      return Flux.range(1, 4)
          .map(
              number -> {
                session.put("value", number);
                return "" + number;
              });
    }

    @Get("/broken-stream")
    Publisher<String> brokenStream(Session session) {
      return Flux.from(stream(session)).take(2).concatWith(broken());
    }

    @Get("/broken-stream-without-a-session")
    Publisher<String> brokenStream() {
      return Flux.just("1", "2").concatWith(broken());
    }

    private static Flux<String> broken() {
      return Flux.error(new IllegalStateException("broken, as it should"));
    }

    @Get("/empty-stream")
    Publisher<String> emptyStream(Session session) {
      return Flux.defer(
          () -> {
            session.put("value", "empty");
            return Flux.empty();
          });
    }

    @Get("/failing-stream")
    Publisher<String> failingStream(Session session) {
      return Flux.defer(
          () -> {
            session.put("value", "failing");
            return Flux.error(new IllegalArgumentException("no stream"));
          });
    }

    @Error(IllegalArgumentException.class)
    HttpResponse<String> noStream(HttpRequest<?> request) {
      return HttpResponse.<String>status(io.micronaut.http.HttpStatus.I_AM_A_TEAPOT).body("failed");
    }

    @Get("/throw")
    String fail(Session session) {
      session.put("value", "from the handler").put("other", "from the handler");
      throw new UnsupportedOperationException("as it should");
    }

    @Error(UnsupportedOperationException.class)
    HttpResponse<String> failed(Session session) {
      session.put("value", "from the error method");
      return HttpResponse.<String>status(io.micronaut.http.HttpStatus.CONFLICT).body("failed");
    }

    @Get("/thread")
    String thread(Session session) {
      return Thread.currentThread().getName();
    }

    @Get("/destroy-and-miss")
    HttpResponse<?> destroyAndMiss(RequestSession session) {
      session.destroy();
      return HttpResponse.notFound();
    }
  }

  /** Nothing here asks by an argument. */
  @Controller(produces = MediaType.TEXT_PLAIN)
  @Requires(property = TestSite.SPEC, value = "responses")
  static class Finder {

    private final SlowRedis redis;

    Finder(RedisCommands redis) {
      this.redis = (SlowRedis) redis;
    }

    @Get("/find")
    String find(HttpRequest<?> request) {
      try {
        return SessionForRequest.find(request).orElseThrow().get("value", String.class).orElse("");
      } catch (IllegalStateException e) {
        return e.getMessage();
      } finally {
        redis.release();
      }
    }
  }

  @ServerWebSocket("/socket")
  @Requires(property = TestSite.SPEC, value = "responses")
  static class Socket {

    @OnMessage
    CompletableFuture<String> received(String message, WebSocketSession socket) {
      String before = socket.get("value", String.class).orElse("none");
      socket.put("value", message);
      return socket.sendAsync(before);
    }
  }
}
