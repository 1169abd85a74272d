package io.cloakroom.javalin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommandException;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the session can't be saved, or read, no response pretends that it was. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailedCommitTest {

  private Site site;

  @BeforeAll
  void start() {
    site = Site.of(FailedCommitTest::routes);
  }

  @AfterAll
  void stop() {
    site.close();
  }

  @BeforeEach
  void comeBack() {
    site.redis.away = false;
  }

  private static void routes(JavalinConfig config) {
    config.routes.before("/*", FailedCommitTest::begin);
    config.routes.get("/result", ctx -> ctx.header("X-Own", "1").result("the handler's"));
    config.routes.get("/empty", ctx -> {});
    config.routes.get("/no-content", ctx -> ctx.status(204));
    config.routes.get("/redirect", ctx -> ctx.redirect("/elsewhere"));
    config.routes.get("/throw", FailedCommitTest::fail);
    config.routes.get("/stream", ctx -> ctx.outputStream().write(new byte[400_000]));
    config.routes.get(
        "/future",
        ctx -> ctx.future(() -> CompletableFuture.runAsync(() -> ctx.result("the handler's"))));
    config.routes.get("/unstorable", ctx -> ctx.sessionAttribute("cart", new Object()));
    config.routes.sse("/sse", client -> client.sendEvent("the handler's"));
  }

  private static void begin(Context ctx) {
    if (!ctx.path().startsWith("/read")) {
      ctx.sessionAttribute("a", "secret value");
    }
  }

  private static void fail(Context ctx) {
    throw new IllegalArgumentException("thrown");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/result",
        "/empty",
        "/no-content",
        "/redirect",
        "/throw",
        "/stream",
        "/future",
        "/sse",
        "/no-such-route"
      })
  void H19_redisAwayIs503AndNoCookie(String path) throws Exception {
    site.redis.away = true;

    HttpResponse<String> response = site.get(path, "Accept", "text/event-stream");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
    assertThat(response.headers().map()).doesNotContainKeys("set-cookie", "x-own", "location");
    assertThat(response.body()).startsWith("The session store").doesNotContain("handler", "secret");

    site.redis.away = false;
    assertThat(Site.cookies(site.get("/result"))).hasSize(1);
  }

  @Test
  void H19_headIs503WithoutABody() throws Exception {
    site.redis.away = true;

    HttpResponse<String> response = site.send("HEAD", "/result");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void S2_anAttributeThatCannotBeStoredIs500AndNoCookie() throws Exception {
    HttpResponse<String> response = site.get("/unstorable");

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.headers().map()).doesNotContainKeys("set-cookie", "retry-after");
    assertThat(response.body()).doesNotContain("cart", "secret");
  }

  @Test
  void H19_aSessionThatCannotBeReadIs503NotLoggedOut() throws Exception {
    String cookie = Site.cookie(site.get("/result"));
    site.redis.away = true;

    HttpResponse<String> response = site.get("/read/a", "Cookie", cookie);

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
    assertThat(response.headers().map()).doesNotContainKey("set-cookie");

    site.redis.away = false;
    assertThat(site.get("/read/a", "Cookie", cookie).body()).isEqualTo("secret value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/result", "/read/a"})
  void H19_anOutageIsALineInTheLogWithoutItsStack(String path) throws Exception {
    String cookie = Site.cookie(site.get("/result"));
    site.redis.away = true;

    String log = logged(() -> site.get(path, "Cookie", cookie));

    assertThat(log.lines())
        .singleElement()
        .asString()
        .contains("ERROR", "RedisUnreachableException");
  }

  @Test
  void S2_whatSomebodyHasToFixIsLoggedWithItsStack() throws Exception {
    assertThat(logged(() -> site.get("/unstorable"))).contains("ERROR", "cart", "\tat ");
  }

  private static String logged(Callable<?> action) throws Exception {
    PrintStream before = System.err;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    System.setErr(new PrintStream(written, true, UTF_8)); // which slf4j-simple writes to
    try {
      action.call();
    } finally {
      System.setErr(before);
    }
    return written.toString(UTF_8);
  }

  @Test
  void anApplicationMayMapTheFailureItself() throws Exception {
    try (Site mapping =
        Site.of(
            config -> {
              config.routes.get("/begin", ctx -> ctx.sessionAttribute("a", "1"));
              config.routes.exception(
                  RedisCommandException.class, (e, ctx) -> ctx.status(200).result("own page"));
            })) {
      String cookie = Site.cookie(mapping.get("/begin"));
      mapping.redis.away = true;

      assertThat(mapping.get("/read/a", "Cookie", cookie).body()).isEqualTo("own page");
    }
  }
}
