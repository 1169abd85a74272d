package io.cloakroom.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.http.RequestSession;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Futures that complete on the Redis client's only thread, which must not wait for itself. */
class AsynchronousTest {

  private static CompletableFuture<?> marked(CompletionStage<RequestSession> session) {
    return session
        .thenAccept(loaded -> loaded.set("on", Thread.currentThread().getName()))
        .toCompletableFuture();
  }

  @Test
  void H6_aFutureOnTheRedisThreadDoesNotWaitForItself() throws Exception {
    try (Site site =
        Site.of(
            config -> {
              config.routes.get("/begin", ctx -> ctx.sessionAttribute("a", "1"));
              config.routes.get(
                  "/future",
                  ctx ->
                      ctx.result(new ByteArrayInputStream(new byte[400_000]))
                          .future(() -> marked(ctx.with(RedisSessionPlugin.class).load())));
            })) {
      String cookie = Site.cookie(site.get("/begin"));

      HttpResponse<String> response = site.get("/future", "Cookie", cookie);

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).hasSize(400_000);
      assertThat(site.get("/read/on", "Cookie", cookie).body()).isEqualTo("redis-event-loop");
    }
  }

  @Test
  void H6_aFutureThatFailsOnTheRedisThreadDoesNotWaitForItself() throws Exception {
    try (Site site =
        Site.of(
            config -> {
              config.routes.get("/begin", ctx -> ctx.sessionAttribute("a", "1"));
              config.routes.get(
                  "/future",
                  ctx ->
                      ctx.future(
                          () ->
                              marked(ctx.with(RedisSessionPlugin.class).load())
                                  .thenRun(
                                      () -> {
                                        throw new IllegalArgumentException("thrown");
                                      })));
            })) {
      String cookie = Site.cookie(site.get("/begin"));

      assertThat(site.get("/future", "Cookie", cookie).statusCode()).isEqualTo(500);
      assertThat(site.get("/read/on", "Cookie", cookie).body()).isEqualTo("redis-event-loop");
    }
  }
}
