package io.cloakroom.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The health endpoint knows how Redis is. */
class SessionStoreHealthTest {

  private static final Map<String, Object> DETAILS =
      Map.of("endpoints.health.details-visible", "anonymous");

  @Test
  void aRedisThatAnswersIsUp() throws Exception {
    try (TestSite site = TestSite.over(InMemoryRedisCommands.create(), "health", DETAILS)) {
      assertThat(site.get("/health").body())
          .contains("\"cloakroom\":{\"name\":")
          .contains("\"status\":\"UP\"")
          .containsPattern("\"latency\":\"\\d+ ms\"")
          .contains("\"circuitBreaker\":\"closed\"");
    }
  }

  @Test
  void aRedisThatIsAwayIsDownAndTheReasonIsTold() throws Exception {
    try (TestSite site = TestSite.over(new Away(), "health", DETAILS)) {
      var health = site.get("/health");

      assertThat(health.statusCode()).isEqualTo(503);
      assertThat(health.body()).contains("RedisUnreachableException: gone fishing");
    }
  }

  @Test
  void itCanBeSwitchedOff() throws Exception {
    try (TestSite site =
        TestSite.over(new Away(), "health", Map.of("endpoints.health.cloakroom.enabled", false))) {
      assertThat(site.get("/health").statusCode()).isEqualTo(200);
    }
  }

  private static final class Away extends ForwardingRedisCommands {

    Away() {
      super(InMemoryRedisCommands.create());
    }

    @Override
    public CompletionStage<Optional<byte[]>> get(String key) {
      return CompletableFuture.failedFuture(new RedisUnreachableException("gone fishing", null));
    }
  }
}
