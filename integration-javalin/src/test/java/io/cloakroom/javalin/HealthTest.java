package io.cloakroom.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The health handler tells how Redis is. */
class HealthTest {

  private static HttpResponse<String> healthOver(RedisCommands redis) throws Exception {
    RedisSessionPlugin sessions =
        new RedisSessionPlugin(
            options ->
                options
                    .store(RedisSessionStore.builder(redis).build())
                    .secret("a secret of at least thirty-two bytes"));
    Javalin app =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.jetty.port = 0;
                  config.jetty.host = "127.0.0.1";
                  config.registerPlugin(sessions);
                  config.routes.get("/health/sessions", sessions.health());
                })
            .start();
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:" + app.port() + "/health/sessions"))
                  .build(),
              BodyHandlers.ofString());
    } finally {
      app.stop();
    }
  }

  @Test
  void aRedisThatAnswersIsUp() throws Exception {
    HttpResponse<String> health = healthOver(InMemoryRedisCommands.create());

    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(health.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(health.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(health.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(health.body())
        .matches("\\{\"status\":\"UP\",\"latencyMillis\":\\d+,\"circuitBreaker\":\"closed\"}");
  }

  @Test
  void aRedisThatIsAwayIsDownAndItsAddressIsNotTold() throws Exception {
    HttpResponse<String> health =
        healthOver(
            new ForwardingRedisCommands(InMemoryRedisCommands.create()) {
              @Override
              public CompletionStage<Optional<byte[]>> get(String key) {
                return CompletableFuture.failedFuture(
                    new RedisUnreachableException("redis-1.internal:6379 is away", null));
              }
            });

    assertThat(health.statusCode()).isEqualTo(503);
    assertThat(health.body())
        .contains("\"status\":\"DOWN\"")
        .contains("\"error\":\"unreachable\"")
        .doesNotContain("redis-1");
  }
}
