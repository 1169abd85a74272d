package io.cloakroom.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.jedis.JedisCommands;
import io.cloakroom.lettuce.LettuceCommands;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.resilience.Resilience;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.servers.RedisServers;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** An application that is started before Redis. */
class RedisAwayAtTheStartTest {

  private static final Duration TIMEOUT = Duration.ofMillis(500);

  @Test
  void H19_overJedisItStartsAndWorksOnceRedisIsThere() throws Exception {
    try (RedisServer server = RedisServers.start()) {
      server.kill();
      try (var jedis = redis.clients.jedis.RedisClient.create(server.uri().toString())) {
        startsAndRecovers(server, JedisCommands.of(jedis, TIMEOUT));
      }
    }
  }

  @Test
  void H19_overLettuceItStartsAndWorksOnceRedisIsThere() throws Exception {
    try (RedisServer server = RedisServers.start()) {
      server.kill();
      RedisClient lettuce = RedisClient.create(server.uri().toString());
      try (LettuceCommands commands = LettuceCommands.of(lettuce, TIMEOUT)) {
        startsAndRecovers(server, commands);
      } finally {
        lettuce.shutdown(Duration.ZERO, Duration.ofSeconds(2));
      }
    }
  }

  private static void startsAndRecovers(RedisServer server, RedisCommands commands)
      throws Exception {
    RedisSessionStore store =
        RedisSessionStore.builder(commands).resilience(Resilience.NONE).build();
    try (Site site =
        Site.of(
            sessions -> sessions.store(store),
            config -> {
              config.routes.get("/log-in", ctx -> ctx.sessionAttribute("user", "ada"));
              config.routes.get("/about", ctx -> ctx.result("about"));
            })) {
      assertThat(site.get("/about").statusCode()).isEqualTo(200);
      var refused = site.get("/log-in");
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();

      server.start();

      Instant end = Instant.now().plusSeconds(15);
      var answer = site.get("/log-in");
      while (answer.statusCode() == 503 && Instant.now().isBefore(end)) {
        answer = site.get("/log-in");
      }
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(site.get("/read/user", "Cookie", Site.cookie(answer)).body()).isEqualTo("ada");
    }
  }
}
