package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.mock.MovableClock;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.session.Session;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@MicronautTest
@Property(name = "cloakroom.secret", value = "a secret for tests, of 32 bytes or more")
@Property(name = "cloakroom.store.ttl", value = "30m")
@Property(name = "micronaut.security.enabled", value = "false") // this test is not about log-in
@Property(name = "test.basket", value = "true")
class BasketTest {

  @Inject EmbeddedServer server;
  @Inject MovableClock clock;

  private final HttpClient browser =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

  @Test
  void theBasketIsThereUntilTheSessionEnds() throws Exception {
    get("/basket/add?item=tea");
    clock.advance(Duration.ofMinutes(29));
    assertThat(get("/basket")).isEqualTo("tea");

    clock.advance(Duration.ofMinutes(31));
    assertThat(get("/basket")).isEqualTo("nothing");
  }

  private String get(String path) throws Exception {
    URI uri = server.getURI().resolve(path);
    return browser.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }

  /** For the tests alone. */
  @Factory
  @Requires(property = "test.basket")
  static class InMemory {

    @Singleton
    MovableClock clock() {
      return MovableClock.atNow();
    }

    @Singleton
    RedisCommands redis(MovableClock clock) {
      return InMemoryRedisCommands.with(clock);
    }

    @Singleton
    BeanCreatedEventListener<RedisSessionStoreBuilder> clockOfTheStore(MovableClock clock) {
      return event -> event.getBean().clock(clock);
    }
  }

  /** Your application. */
  @Controller("/basket")
  @Requires(property = "test.basket")
  static class Shop {

    @Get("/add")
    void add(Session session, String item) {
      session.put("item", item);
    }

    @Get
    @Produces("text/plain")
    String show(Session session) {
      return session.get("item", String.class).orElse("nothing");
    }
  }
}
