package io.cloakroom.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.http.Context;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Futures that complete on the Redis client's only thread, which must not wait for itself. */
class AsynchronousTest {

  private static final byte[] LARGE = new byte[400_000];

  /** Answers a request by a future that the Redis thread completes, as soon as Javalin listens. */
  private static HttpResponse<String> answer(Consumer<CompletableFuture<Object>> completion)
      throws Exception {
    AtomicReference<Site> running = new AtomicReference<>();
    try (Site site =
        Site.of(
            config -> {
              config.routes.get(
                  "/future", ctx -> ctx.future(() -> future(ctx, running, completion)));
              config.routes.after("/future", ctx -> ctx.sessionAttribute("saved", true));
              config.routes.exception(
                  ArithmeticException.class, (e, ctx) -> ctx.status(418).result(LARGE));
            })) {
      running.set(site);
      HttpResponse<String> response = site.get("/future");
      assertThat(site.read(response, "saved")).isEqualTo("true");
      return response;
    }
  }

  private static CompletableFuture<Object> future(
      Context ctx, AtomicReference<Site> site, Consumer<CompletableFuture<Object>> completion) {
    ctx.result(LARGE);
    CompletableFuture<Object> future = new CompletableFuture<>();
    site.get()
        .redis
        .onEventLoop(
            () -> {
              while (future.getNumberOfDependents() == 0) {
                Thread.onSpinWait();
              }
              completion.accept(future);
            });
    return future;
  }

  @Test
  void H6_aFutureOnTheRedisThreadDoesNotWaitForItself() throws Exception {
    HttpResponse<String> response = answer(future -> future.complete("done"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).hasSize(LARGE.length);
  }

  @Test
  void H6_aFutureThatFailsOnTheRedisThreadDoesNotWaitForItself() throws Exception {
    HttpResponse<String> response =
        answer(future -> future.completeExceptionally(new ArithmeticException("thrown")));

    assertThat(response.statusCode()).isEqualTo(418);
    assertThat(response.body()).hasSize(LARGE.length);
  }

  @Test
  void H23_aSessionIsReadWithoutWaiting() throws Exception {
    try (Site site =
        Site.of(
            config -> {
              config.routes.get("/begin", ctx -> ctx.sessionAttribute("a", "1"));
              config.routes.get(
                  "/load",
                  ctx ->
                      ctx.future(
                          () ->
                              ctx.with(RedisSessionPlugin.class)
                                  .load()
                                  .thenAccept(session -> ctx.result("" + session.get("a")))
                                  .toCompletableFuture()));
            })) {
      String cookie = Site.cookie(site.get("/begin"));

      assertThat(site.get("/load", "Cookie", cookie).body()).isEqualTo("1");
    }
  }
}
