package io.cloakroom.micronaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.jedis.JedisCommands;
import io.cloakroom.lettuce.LettuceCommands;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.redis.RedisClientAdapter;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.servers.RedisServers;
import io.lettuce.core.RedisClient;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
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
  void aClientWithoutItsAdapterIsAnErrorThatNamesTheDependency() {
    assertThatThrownBy(
            () ->
                start(
                    ApplicationContext.builder().classLoader(new WithoutAdapters()),
                    "redis-client",
                    beans -> beans.registerSingleton(RedisClient.class, lettuce)))
        .hasMessageContaining("io.cloakroom:cloakroom-client-lettuce")
        .hasMessageNotContaining("jedis");
    assertThatThrownBy(
            () ->
                start(
                    ApplicationContext.builder().classLoader(new WithoutAdapters()),
                    "redis-client",
                    beans -> {}))
        .hasMessageContaining("cloakroom-client-jedis")
        .hasMessageContaining("cloakroom-client-redisson");
  }

  @Test
  void severalClientsOfDifferentLibrariesAreAnErrorThatProposesTheAdapterOfEach() {
    assertThatThrownBy(
            () ->
                start(
                    beans -> {
                      beans.registerSingleton(UnifiedJedis.class, jedis);
                      beans.registerSingleton(RedisClient.class, lettuce);
                    }))
        .hasMessageContaining("several")
        .hasMessageContaining("redis.clients.jedis.UnifiedJedis")
        .hasMessageContaining("io.lettuce.core.RedisClient")
        .hasMessageContaining("JedisCommands.of(client)")
        .hasMessageContaining("LettuceCommands.of(client)");
  }

  @Test
  void severalClientsAreAnErrorThatNamesTheBeansAndAdviceThatWorks() {
    String factory = TwoClients.class.getName();
    assertThatThrownBy(() -> start(TestSite.application(Map.of()), "two-clients", beans -> {}))
        .hasMessageContaining("io.lettuce.core.RedisClient named \"cache\" made by " + factory)
        .hasMessageContaining(factory + ".sessions")
        .hasMessageContaining("@Primary")
        .hasMessageContaining("LettuceCommands.of(client)")
        .hasMessageNotContaining("JedisCommands");

    for (String followed : List.of("primary-client", "own-commands")) {
      try (ApplicationContext context =
          start(ApplicationContext.builder(), followed, beans -> {})) {
        assertThat(context.getBean(RedisCommands.class)).isInstanceOf(LettuceCommands.class);
      }
    }
  }

  @Test
  void aPrimaryClientIsTakenWhateverItsLibraryIs() {
    try (ApplicationContext context =
        start(
            ApplicationContext.builder(),
            "primary-client",
            beans -> beans.registerSingleton(UnifiedJedis.class, jedis))) {
      assertThat(context.getBean(RedisCommands.class)).isInstanceOf(LettuceCommands.class);
    }
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
    return start(ApplicationContext.builder(), "redis-client", beans);
  }

  private static ApplicationContext start(
      ApplicationContextBuilder builder, String spec, Consumer<ApplicationContext> beans) {
    ApplicationContext context = builder.properties(TestSite.properties(spec, Map.of())).build();
    beans.accept(context);
    return context.start();
  }

  /** An application that has none of the adapters' modules. */
  private static final class WithoutAdapters extends ClassLoader {

    WithoutAdapters() {
      super(RedisClientTest.class.getClassLoader());
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      return name.endsWith(RedisClientAdapter.class.getName())
          ? Collections.emptyEnumeration()
          : super.getResources(name);
    }
  }

  /** An application with a client for its cache and one for its sessions, which never connect. */
  @Factory
  @Requires(property = TestSite.SPEC, pattern = "two-clients|own-commands")
  static class TwoClients {

    @Singleton
    @Named("cache")
    @Bean(preDestroy = "close")
    RedisClient cache() {
      return RedisClient.create("redis://127.0.0.1:1");
    }

    @Singleton
    @Named("sessions")
    @Bean(preDestroy = "close")
    RedisClient sessions() {
      return RedisClient.create(RedisServers.shared().uri().toString());
    }

    @Singleton
    @Requires(property = TestSite.SPEC, value = "own-commands")
    RedisCommands commands(@Named("sessions") RedisClient client) {
      return LettuceCommands.of(client);
    }
  }

  /** The same, whose one client is the primary. */
  @Factory
  @Requires(property = TestSite.SPEC, value = "primary-client")
  static class PrimaryClient {

    @Singleton
    @Named("cache")
    @Bean(preDestroy = "close")
    RedisClient cache() {
      return RedisClient.create("redis://127.0.0.1:1");
    }

    @Singleton
    @Primary
    @Bean(preDestroy = "close")
    RedisClient sessions() {
      return RedisClient.create(RedisServers.shared().uri().toString());
    }
  }
}
