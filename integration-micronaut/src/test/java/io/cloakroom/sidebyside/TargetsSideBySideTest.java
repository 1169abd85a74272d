package io.cloakroom.sidebyside;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.micronaut.TestSite;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Options;
import io.micronaut.http.annotation.Post;
import io.micronaut.session.Session;
import io.micronaut.session.SessionStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The session is found with every form of a request's target (RFC 9112, section 3.2), method and
 * version for which Micronaut's own module finds it.
 */
class TargetsSideBySideTest {

  private static final String SPEC = "targets-side-by-side";

  private static SideBySide both;

  @BeforeAll
  static void start() {
    both = new SideBySide(SPEC, Map.of());
  }

  @AfterAll
  static void stop() {
    both.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /who HTTP/1.1",
        "GET /who?a=%20b#c HTTP/1.1",
        "GET http://127.0.0.1/who HTTP/1.1",
        "GET HTTP://127.0.0.1:80/who?x HTTP/1.1",
        "GET //who HTTP/1.1",
        "GET /who/ HTTP/1.1",
        "GET /who;a=b HTTP/1.1",
        "GET /%77ho HTTP/1.1",
        "GET /who HTTP/1.0",
        "HEAD /who HTTP/1.1",
        "POST /who HTTP/1.1",
        "OPTIONS /who HTTP/1.1",
        "OPTIONS * HTTP/1.1",
        "CONNECT 127.0.0.1:80 HTTP/1.1",
        "PROPFIND /who HTTP/1.1",
        "GET /../who HTTP/1.1",
        "GET / HTTP/1.1"
      })
  void H35_everyTargetFindsTheSession(String requestLine) throws Exception {
    assertThat(answer(both.ours(), requestLine)).isEqualTo(answer(both.stock(), requestLine));
  }

  /** RFC 9112, section 5.2: a server may refuse folded lines, or take them for one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Cookie: theme=dark;\r\n COOKIE",
        "Cookie:\r\n\tCOOKIE",
        "Cookie: a=1; COOKIE;\r\n lang=en",
        "Cookie: COOKIE;\r\n  \t theme=dark",
        "X-Other: a\r\n b\r\nCookie: COOKIE"
      })
  void H35_foldedLinesFindTheSession(String headers) throws Exception {
    for (String version : List.of("1.0", "1.1")) {
      String line = "GET /who HTTP/" + version;
      String expected = answer(both.stock(), line, headers);
      assertThat(answer(both.ours(), line, headers)).as(expected).isEqualTo(expected);
    }
  }

  /** A browser sends each cookie on a line of its own over HTTP/2 (RFC 9113, section 8.2.3). */
  @Test
  void H35_severalCookieLinesFindTheSession() throws Exception {
    String cookie = TestSite.cookie(both.ours().get(SideBySide.BEGIN));

    assertThat(both.ours().get("/who", "Cookie", "a=b", "Cookie", cookie).body()).isEqualTo("ada");
  }

  @Test
  void H35_http2FindsTheSession() throws Exception {
    try (SideBySide two = new SideBySide(SPEC, Map.of("micronaut.server.http-version", "2.0"))) {
      assertThat(overHttp2(two.ours())).isEqualTo(overHttp2(two.stock())).isEqualTo("HTTP_2 ada");
    }
  }

  private static String overHttp2(TestSite site) throws Exception {
    String cookie = TestSite.cookie(site.get(SideBySide.BEGIN));
    var response = site.get("/who", "Cookie", cookie);
    return response.version() + " " + response.body();
  }

  private static String answer(TestSite site, String requestLine) throws Exception {
    return answer(site, requestLine, "Cookie: COOKIE");
  }

  private static String answer(TestSite site, String requestLine, String headers) throws Exception {
    String cookie = TestSite.cookie(site.get(SideBySide.BEGIN));
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), site.uri("http", "/").getPort())) {
      socket.setSoTimeout(10_000);
      String request =
          requestLine
              + "\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: 0\r\n"
              + headers.replace("COOKIE", cookie)
              + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      return facts(readAll(socket));
    }
  }

  private static String readAll(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
  }

  /** The status, the header that tells of the session, and the body. */
  private static String facts(String response) {
    int end = response.indexOf("\r\n\r\n");
    String head = end < 0 ? response : response.substring(0, end);
    String body = end < 0 ? "" : response.substring(end + 4);
    String user =
        head.lines()
            .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("x-user"))
            .findFirst()
            .orElse("");
    return head.lines().findFirst().orElse("") + " | " + user + " | " + body;
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
      session.put("user", "ada");
      return "begun";
    }

    @Get("/end")
    CompletableFuture<String> end(Session session) {
      return sessions.deleteSession(session.getId()).thenApply(String::valueOf);
    }

    @Get
    String root(@Nullable Session session) {
      return seen(session);
    }

    @Get("/who")
    HttpResponse<String> who(@Nullable Session session) {
      return HttpResponse.ok(seen(session)).header("X-User", seen(session));
    }

    @Post("/who")
    String post(@Nullable Session session) {
      return seen(session);
    }

    @Options("/who")
    String options(HttpRequest<?> request, @Nullable Session session) {
      return seen(session);
    }

    private static String seen(@Nullable Session session) {
      return session == null ? "none" : session.get("user", String.class).orElse("nobody");
    }
  }
}
