package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.javalin.RedisSessionPlugin;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.mock.MovableClock;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.SessionStore;
import io.javalin.Javalin;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShopTest {

  private final MovableClock clock = MovableClock.atNow();
  private final SessionStore store =
      RedisSessionStore.builder(InMemoryRedisCommands.with(clock))
          .clock(clock)
          .ttl(Duration.ofMinutes(30))
          .build();
  private final Javalin app = shop(store).start(0);
  private final HttpClient browser =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

  /** Your application; only its store is another one. */
  static Javalin shop(SessionStore store) {
    return Javalin.create(
        config -> {
          config.registerPlugin(
              new RedisSessionPlugin(
                  sessions ->
                      sessions.store(store).secret("a secret for tests, of 32 bytes or more")));
          config.routes.get("/add", ctx -> ctx.sessionAttribute("item", ctx.queryParam("item")));
          config.routes.get("/", ctx -> ctx.result("" + ctx.sessionAttribute("item")));
        });
  }

  @Test
  void theBasketIsThereUntilTheSessionEnds() throws Exception {
    get("/add?item=tea");
    clock.advance(Duration.ofMinutes(29));
    assertThat(get("/")).isEqualTo("tea");

    clock.advance(Duration.ofMinutes(31));
    assertThat(get("/")).isEqualTo("null");
  }

  @AfterEach
  void stop() {
    app.stop();
  }

  private String get(String path) throws Exception {
    URI uri = URI.create("http://localhost:" + app.port() + path);
    return browser.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }
}
