package io.cloakroom.micronaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.jedis.JedisCommands;
import io.cloakroom.lettuce.LettuceCommands;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.RedisServers;
import io.lettuce.core.RedisClient;
import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

/** Which Redis client the integration takes. */
class RedisClientTest {

  private final RedisClient lettuce = RedisClient.create(RedisServers.shared().uri().toString());
  private final UnifiedJedis jedis =
      redis.clients.jedis.RedisClient.create(RedisServers.shared().uri().toString());

  @AfterEach
  void stop() {
    lettuce.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    jedis.close();
  }

  @Test
  void theOnlyClientIsTaken() {
    try (ApplicationContext context =
        start(beans -> beans.registerSingleton(UnifiedJedis.class, jedis))) {
      assertThat(context.getBean(RedisCommands.class)).isInstanceOf(JedisCommands.class);
    }
    try (ApplicationContext context =
        start(beans -> beans.registerSingleton(RedisClient.class, lettuce))) {
      assertThat(context.getBean(RedisCommands.class)).isInstanceOf(LettuceCommands.class);
    }
    assertThat(lettuce.connect().sync().ping()).as("the client is still open").isEqualTo("PONG");
  }

  @Test
  void aBeanOfThePortComesBeforeAllClients() {
    RedisCommands own = InMemoryRedisCommands.create();
    try (ApplicationContext context =
        start(
            beans -> {
              beans.registerSingleton(UnifiedJedis.class, jedis);
              beans.registerSingleton(RedisClient.class, lettuce);
              beans.registerSingleton(RedisCommands.class, own);
            })) {
      assertThat(context.getBean(RedisCommands.class)).isSameAs(own);
    }
  }

  @Test
  void noClientIsAnErrorAtTheStartThatNamesTheChoices() {
    assertThatThrownBy(() -> start(beans -> {}))
        .hasMessageContaining("redis.clients.jedis.UnifiedJedis")
        .hasMessageContaining("io.lettuce.core.RedisClient")
        .hasMessageContaining("org.redisson.api.RedissonClient")
        .hasMessageContaining("RedisCommands");
  }

  @Test
  void severalClientsAreAnErrorThatNamesThem() {
    assertThatThrownBy(
            () ->
                start(
                    beans -> {
                      beans.registerSingleton(UnifiedJedis.class, jedis);
                      beans.registerSingleton(RedisClient.class, lettuce);
                    }))
        .hasMessageContaining("several")
        .hasMessageContaining(jedis.getClass().getName())
        .hasMessageContaining("io.lettuce.core.RedisClient");
    assertThatThrownBy(
            () ->
                start(
                    beans -> {
                      beans.registerSingleton(RedisClient.class, lettuce, Qualifiers.byName("one"));
                      beans.registerSingleton(RedisClient.class, lettuce, Qualifiers.byName("two"));
                    }))
        .hasMessageContaining("several");
  }

  @Test
  void switchedOffItNeedsNothing() {
    try (ApplicationContext context =
        ApplicationContext.builder(
                Map.of("cloakroom.enabled", false, "micronaut.security.enabled", false))
            .start()) {
      assertThat(context.containsBean(RedisCommands.class)).isFalse();
      assertThat(context.getBean(io.micronaut.session.SessionStore.class))
          .isInstanceOf(io.micronaut.session.InMemorySessionStore.class);
    }
  }

  private static ApplicationContext start(Consumer<ApplicationContext> beans) {
    ApplicationContext context =
        ApplicationContext.builder(TestSite.properties("redis-client", Map.of())).build();
    beans.accept(context);
    return context.start();
  }
}
