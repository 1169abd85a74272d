package io.cloakroom.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.http.OnHandlerError;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A handler that throws is noticed, whatever page the exception is made into. */
class HandlerErrorTest {

  private static void routes(JavalinConfig config) {
    config.routes.get("/begin", ctx -> ctx.sessionAttribute("a", "before"));
    config.routes.get("/mapped", HandlerErrorTest::changeAndThrow);
    config.routes.before("/before", HandlerErrorTest::changeAndThrow);
    config.routes.get("/before", ctx -> ctx.result("never"));
    config.routes.get(
        "/future", ctx -> ctx.future(() -> CompletableFuture.runAsync(() -> changeAndThrow(ctx))));
    config.routes.get(
        "/error",
        ctx -> {
          ctx.sessionAttribute("a", "changed");
          throw new AssertionError("thrown");
        });
    config.routes.exception(
        ArithmeticException.class,
        (e, ctx) -> {
          ctx.sessionAttribute("notice", "something went wrong");
          ctx.status(200).result("sorry");
        });
    config.routes.get(
        "/loaded",
        ctx -> {
          ctx.sessionAttribute("a", "changed");
          throw new UnsupportedOperationException("thrown");
        });
    config.routes.exception(
        UnsupportedOperationException.class,
        (e, ctx) ->
            ctx.with(RedisSessionPlugin.class)
                .load()
                .toCompletableFuture()
                .join()
                .set("notice", "something went wrong"));
  }

  private static void changeAndThrow(Context ctx) {
    ctx.sessionAttribute("a", "changed");
    throw new ArithmeticException("thrown");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/mapped", "/before", "/future", "/error", "/loaded"})
  void H7_dropKeepsNothingOfAHandlerThatThrew(String path) throws Exception {
    try (Site site =
        Site.of(options -> options.onHandlerError(OnHandlerError.DROP), HandlerErrorTest::routes)) {
      String cookie = Site.cookie(site.get("/begin"));

      site.get(path, "Cookie", cookie);

      assertThat(site.get("/read/a", "Cookie", cookie).body()).isEqualTo("before");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/mapped", "/before", "/future", "/error", "/loaded"})
  void H7_saveKeepsAllOfAHandlerThatThrew(String path) throws Exception {
    try (Site site = Site.of(HandlerErrorTest::routes)) {
      String cookie = Site.cookie(site.get("/begin"));

      site.get(path, "Cookie", cookie);

      assertThat(site.get("/read/a", "Cookie", cookie).body()).isEqualTo("changed");
    }
  }

  @ParameterizedTest
  @CsvSource({"SAVE, /mapped", "SAVE, /loaded", "DROP, /mapped", "DROP, /loaded"})
  void H7_whatAnExceptionMapperWritesIsSaved(OnHandlerError policy, String path) throws Exception {
    try (Site site = Site.of(options -> options.onHandlerError(policy), HandlerErrorTest::routes)) {
      String cookie = Site.cookie(site.get("/begin"));

      site.get(path, "Cookie", cookie);

      assertThat(site.get("/read/notice", "Cookie", cookie).body())
          .isEqualTo("something went wrong");
    }
  }
}
