package io.cloakroom.javalin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import jakarta.servlet.AsyncContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However a response comes about, the session is saved once, and before its first byte. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResponsePathTest {

  private static final int LARGE = 400_000;

  private Site site;

  @BeforeAll
  void start() {
    site = Site.of(ResponsePathTest::routes);
  }

  @AfterAll
  void stop() {
    site.close();
  }

  @BeforeEach
  void forget() {
    site.store.blocking().clear();
    site.redis.reads.set(0);
    site.redis.writes.set(0);
  }

  private static void routes(JavalinConfig config) {
    config.staticFiles.add("/public");
    config.routes.before("/*", ResponsePathTest::begin);
    config.routes.get("/result", ctx -> ctx.result("done"));
    config.routes.get("/empty", ctx -> {});
    config.routes.get(
        "/status/{status}", ctx -> ctx.status(Integer.parseInt(ctx.pathParam("status"))));
    config.routes.get("/redirect", ctx -> ctx.redirect("/read/a"));
    config.routes.get(
        "/throw",
        ctx -> {
          throw new IllegalArgumentException("thrown");
        });
    config.routes.get(
        "/mapped",
        ctx -> {
          throw new ArithmeticException("thrown");
        });
    config.routes.exception(
        ArithmeticException.class, (e, ctx) -> ctx.status(418).result("mapped"));
    config.routes.get(
        "/gone",
        ctx -> {
          throw new NotFoundResponse();
        });
    config.routes.get("/servlet-error", ctx -> ctx.res().sendError(409, "conflict"));
    config.routes.get("/stream", ctx -> ctx.result(large()));
    config.routes.get("/output", ctx -> ctx.outputStream().write(large().readAllBytes()));
    config.routes.get(
        "/flush",
        ctx -> {
          ctx.res().flushBuffer();
          ctx.outputStream().write(1);
        });
    config.routes.get(
        "/future", ctx -> ctx.future(() -> CompletableFuture.runAsync(() -> ctx.result("later"))));
    config.routes.get(
        "/future-throws",
        ctx ->
            ctx.future(
                () ->
                    CompletableFuture.runAsync(
                        () -> {
                          throw new ArithmeticException("thrown");
                        })));
    config.routes.get("/async", ctx -> ctx.async(() -> ctx.result("later")));
    config.routes.get("/servlet-async", ResponsePathTest::servletAsync);
    config.routes.sse(
        "/sse",
        client -> {
          client.sendEvent("event");
          client.close();
        });
  }

  private static void begin(Context ctx) {
    if (!ctx.path().startsWith("/read")) {
      ctx.sessionAttribute("a", "1");
    }
  }

  private static InputStream large() {
    byte[] bytes = new byte[LARGE];
    Arrays.fill(bytes, (byte) 'x');
    return new ByteArrayInputStream(bytes);
  }

  private static void servletAsync(Context ctx) {
    AsyncContext async = ctx.req().startAsync();
    ctx.skipRemainingHandlers();
    async.start(
        () -> {
          try {
            async.getResponse().getOutputStream().print("later");
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          } finally {
            async.complete();
          }
        });
  }

  @ParameterizedTest
  @CsvSource({
    "/result, 200", "/empty, 200", "/status/204, 204", "/status/304, 304", "/redirect, 302",
    "/throw, 500", "/mapped, 418", "/gone, 404", "/no-such-route, 404", "/servlet-error, 409",
    "/file.txt, 200", "/stream, 200", "/output, 200", "/flush, 200", "/future, 200",
    "/future-throws, 418", "/async, 200", "/sse, 200"
  })
  void H6_everyResponseCommitsOnce(String path, int status) throws Exception {
    HttpResponse<String> response =
        path.equals("/sse") ? site.get(path, "Accept", "text/event-stream") : site.get(path);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(Site.cookies(response)).hasSize(1);
    assertThat(site.redis.writes).hasValue(1);
    assertThat(site.read(response, "a")).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/stream", "/output"})
  void H6_aLargeBodyArrivesWhole(String path) throws Exception {
    assertThat(site.get(path).body()).hasSize(LARGE);
  }

  /** Jetty ends such a response at once, and does not wait for the page that it has written. */
  @Test
  void H6_aPageOfTheServersWaitsForTheSession() throws Exception {
    try (Site own =
        Site.of(
            config -> {
              routes(config);
              config.jetty.modifyServletContextHandler(
                  servlets -> servlets.setErrorHandler(new ErrorPageErrorHandler()));
            })) {
      own.redis.hold();
      CompletableFuture<HttpResponse<String>> answer =
          own.client()
              .sendAsync(
                  HttpRequest.newBuilder(own.uri("http", "/servlet-error"))
                      .header("Accept", "text/plain")
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      while (own.redis.writes.get() == 0) {
        Thread.onSpinWait();
      }
      assertThat(answer).as("answered too early").failsWithin(Duration.ofMillis(100));

      own.redis.release();

      HttpResponse<String> response = answer.get(15, TimeUnit.SECONDS);
      assertThat(response.statusCode()).isEqualTo(409);
      assertThat(response.body()).contains("conflict");
      assertThat(Site.cookies(response)).hasSize(1);
      assertThat(own.read(response, "a")).isEqualTo("1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/result", "/stream", "/no-such-route"})
  void H6_headCommitsOnce(String path) throws Exception {
    HttpResponse<String> response = site.send("HEAD", path);

    assertThat(Site.cookies(response)).hasSize(1);
    assertThat(site.redis.writes).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/result",
        "/empty",
        "/status/204",
        "/redirect",
        "/throw",
        "/mapped",
        "/no-such-route",
        "/servlet-error",
        "/file.txt",
        "/stream",
        "/output",
        "/flush",
        "/future",
        "/async",
        "/sse"
      })
  void H5_noByteLeavesBeforeTheSessionIsSaved(String path) throws Exception {
    site.redis.hold();
    try (Socket socket = site.raw("GET " + path, "Accept: text/event-stream")) {
      socket.setSoTimeout(100);
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      assertThat(site.ids()).isEmpty();

      site.redis.release();
      socket.setSoTimeout(10_000);
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      assertThat(site.ids()).hasSize(1);
      socket.getInputStream().readAllBytes();
    } finally {
      site.redis.release();
    }
  }

  @Test
  void H6_anAsynchronousServletCommitsOnce() throws Exception {
    assertThat(Site.cookies(site.get("/servlet-async"))).hasSize(1);
    assertThat(site.redis.writes).hasValue(1);
  }

  @Test
  void H6_anInterimResponseDoesNotCommit() throws Exception {
    try (Site uploads =
        Site.of(
            config ->
                config.routes.post(
                    "/upload",
                    ctx -> {
                      String body = ctx.body();
                      ctx.sessionAttribute("a", body);
                      ctx.result("done");
                    }))) {
      try (Socket socket =
          uploads.raw("POST /upload", "Expect: 100-continue", "Content-Length: 4")) {
        byte[] interim =
            socket.getInputStream().readNBytes("HTTP/1.1 100 Continue\r\n\r\n".length());
        socket.getOutputStream().write("text".getBytes(StandardCharsets.US_ASCII));
        String answer =
            new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

        assertThat(new String(interim, StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 100");
        assertThat(answer).startsWith("HTTP/1.1 200").containsOnlyOnce("Set-Cookie: sid=");
      }
    }
  }

  @Test
  void H6_virtualThreadsChangeNothing() throws Exception {
    try (Site virtual =
        Site.of(
            config -> {
              config.concurrency.useVirtualThreads = Runtime.version().feature() >= 21;
              routes(config);
            })) {
      for (String path : new String[] {"/result", "/stream", "/future", "/throw"}) {
        HttpResponse<String> response = virtual.get(path);
        assertThat(Site.cookies(response)).as(path).hasSize(1);
        assertThat(virtual.read(response, "a")).isEqualTo("1");
      }
    }
  }
}
