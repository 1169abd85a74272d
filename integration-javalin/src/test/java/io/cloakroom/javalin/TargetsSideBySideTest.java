package io.cloakroom.javalin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.javalin.Peer.Notes;
import io.cloakroom.javalin.Peer.SentCookie;
import io.javalin.config.JavalinConfig;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * H39: the session is found with every form of a request's target (RFC 9112, section 3.2), method
 * and version for which Jetty's own sessions find it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TargetsSideBySideTest {

  private List<Peer> both;

  @BeforeAll
  void start() {
    both = Peer.both(TargetsSideBySideTest::show, TargetsSideBySideTest::configure);
  }

  @AfterAll
  void stop() {
    both.forEach(Peer::close);
  }

  /** Whatever answers a request, a filter shows what it sees of the session. */
  private static void show(ServletContextHandler servlets, Supplier<Notes> notes) {
    Filter filter =
        (request, response, chain) -> {
          HttpSession session = ((HttpServletRequest) request).getSession(false);
          ((HttpServletResponse) response)
              .setHeader("X-Seen", session == null ? "none" : "" + session.getAttribute("a"));
          chain.doFilter(request, response);
        };
    servlets.addFilter(new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST));
  }

  private static void configure(JavalinConfig config) {
    config.jetty.addConnector(
        (server, http) -> {
          http.setHttpCompliance(HttpCompliance.RFC2616); // takes folded lines, too
          ServerConnector connector =
              new ServerConnector(
                  server, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
          connector.setHost("127.0.0.1");
          return connector;
        });
    config.routes.get("/who", ctx -> ctx.result("" + ctx.sessionAttribute("a")));
    config.routes.post("/who", ctx -> ctx.result("posted " + ctx.sessionAttribute("a")));
    config.routes.options("/who", ctx -> ctx.result("options " + ctx.sessionAttribute("a")));
    config.routes.post(
        "/add",
        ctx -> {
          ctx.sessionAttribute("a", ctx.sessionAttribute("a") + "+");
          ctx.result("added");
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /who HTTP/1.1",
        "GET /who?a=%20b HTTP/1.1",
        "GET http://localhost/who HTTP/1.1",
        "GET HTTP://LOCALHOST:80/who?x HTTP/1.1",
        "GET http://localhost HTTP/1.1",
        "GET //who HTTP/1.1",
        "GET /who/ HTTP/1.1",
        "GET /who;a=b HTTP/1.1",
        "GET /who;jsessionid=planted HTTP/1.1",
        "GET /%77ho HTTP/1.1",
        "GET /x/../who HTTP/1.1",
        "GET /who HTTP/1.0",
        "HEAD /who HTTP/1.1",
        "HEAD /who HTTP/1.0",
        "POST /who HTTP/1.1",
        "OPTIONS /who HTTP/1.1",
        "OPTIONS /who HTTP/1.0",
        "OPTIONS * HTTP/1.1",
        "OPTIONS http://localhost HTTP/1.1",
        "CONNECT localhost:80 HTTP/1.1",
        "TRACE /who HTTP/1.1",
        "PROPFIND /who HTTP/1.1",
        "GET / HTTP/1.1",
        "GET /nowhere HTTP/1.1"
      })
  void H39_everyTargetFindsTheSession(String requestLine) throws Exception {
    assertSame(requestLine, "Cookie: COOKIE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Cookie: theme=dark;\r\n COOKIE",
        "Cookie:\r\n\tCOOKIE",
        "Cookie: theme=dark\r\nCookie: COOKIE\r\n ; lang=en",
        "Cookie: COOKIE;\r\n  \t theme=dark",
        "X-Other: a\r\n b\r\nCookie: COOKIE"
      })
  void H39_foldedLinesFindTheSession(String headers) throws Exception {
    assertSame("GET /who HTTP/1.1", headers);
    assertSame("GET /who HTTP/1.0", headers);
  }

  private void assertSame(String requestLine, String headers) throws Exception {
    String expected = answer(both.get(0), requestLine, headers);
    assertThat(answer(both.get(1), requestLine, headers)).as(expected).isEqualTo(expected);
  }

  private static String answer(Peer peer, String requestLine, String headers) throws Exception {
    String cookie = peer.cookieOf(SentCookie.KNOWN);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), peer.port())) {
      socket.setSoTimeout(15_000);
      String request =
          "%s\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n%s\r\n\r\n"
              .formatted(requestLine, headers.replace("COOKIE", cookie));
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      if (requestLine.startsWith("CONNECT")) {
        socket.shutdownOutput(); // the server would wait for what is to go through the tunnel
      }
      return facts(new String(socket.getInputStream().readAllBytes(), ISO_8859_1));
    }
  }

  /** The status, what the filter saw, and the body. */
  private static String facts(String response) {
    String head = response.substring(0, Math.max(0, response.indexOf("\r\n\r\n")));
    String seen = head.lines().filter(line -> line.startsWith("X-Seen")).findFirst().orElse("");
    String body = response.substring(response.indexOf("\r\n\r\n") + 4);
    return head.lines().findFirst().orElse("") + " | " + seen + " | " + body;
  }

  /** Over HTTP/2 without TLS, by the client's offer to upgrade. */
  @Test
  void H39_http2FindsAndSavesTheSession() throws Exception {
    HttpClient http2 = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    assertThat(overHttp2(http2, both.get(1)))
        .isEqualTo(overHttp2(http2, both.get(0)))
        .containsExactly(
            "HTTP_2 GET 200 1 | 1",
            "HTTP_2 HEAD 200 1 | ",
            "HTTP_2 OPTIONS 200 1 | options 1",
            "HTTP_2 POST 200 1 | added",
            "HTTP_2 GET 200 1+ | 1+");
  }

  private static List<String> overHttp2(HttpClient http2, Peer peer) throws Exception {
    String cookie = peer.cookieOf(SentCookie.KNOWN);
    return List.of(
        http2(http2, peer, "GET", "/who", cookie),
        http2(http2, peer, "HEAD", "/who", cookie),
        http2(http2, peer, "OPTIONS", "/who", cookie),
        http2(http2, peer, "POST", "/add", cookie),
        http2(http2, peer, "GET", "/who", cookie));
  }

  private static String http2(
      HttpClient http2, Peer peer, String method, String path, String cookie)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        http2.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + peer.port() + path))
                .timeout(Duration.ofSeconds(15))
                .header("Cookie", "theme=dark") // a field for each, RFC 9113, section 8.2.3
                .header("Cookie", cookie)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return "%s %s %s %s | %s"
        .formatted(
            response.version(),
            method,
            response.statusCode(),
            response.headers().firstValue("X-Seen").orElse(""),
            response.body());
  }
}
