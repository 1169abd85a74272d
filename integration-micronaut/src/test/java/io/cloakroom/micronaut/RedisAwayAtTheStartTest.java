package io.cloakroom.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.servers.RedisServers;
import io.lettuce.core.RedisClient;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.session.Session;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

/** An application that is started before Redis. */
class RedisAwayAtTheStartTest {

  @Test
  void H19_overJedisItStartsAndWorksOnceRedisIsThere() throws Exception {
    startsAndRecovers("jedis");
  }

  @Test
  void H19_overLettuceItStartsAndWorksOnceRedisIsThere() throws Exception {
    startsAndRecovers("lettuce");
  }

  private static void startsAndRecovers(String client) throws Exception {
    try (RedisServer server = RedisServers.start()) {
      server.kill();
      Map<String, Object> properties =
          Map.of("away.client", client, "away.uri", server.uri().toString());
      try (TestSite site = TestSite.of("away-at-the-start", properties)) {
        assertThat(site.get("/away/about").statusCode()).isEqualTo(200);
        var refused = site.get("/away/log-in");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();

        server.start();

        Instant end = Instant.now().plusSeconds(15);
        var answer = site.get("/away/log-in");
        while (answer.statusCode() == 503 && Instant.now().isBefore(end)) {
          answer = site.get("/away/log-in");
        }
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(site.get("/away/user", "Cookie", TestSite.cookie(answer)).body())
            .isEqualTo("ada");
      }
    }
  }

  @Factory
  @Requires(property = TestSite.SPEC, value = "away-at-the-start")
  static class Redis {

    @Singleton
    @Bean(preDestroy = "close")
    @Requires(property = "away.client", value = "jedis")
    UnifiedJedis jedis(@Property(name = "away.uri") String uri) {
      return redis.clients.jedis.RedisClient.create(uri);
    }

    @Singleton
    @Bean(preDestroy = "close")
    @Requires(property = "away.client", value = "lettuce")
    RedisClient lettuce(@Property(name = "away.uri") String uri) {
      return RedisClient.create(uri);
    }
  }

  @Controller(value = "/away", produces = MediaType.TEXT_PLAIN)
  @Requires(property = TestSite.SPEC, value = "away-at-the-start")
  static class Shop {

    @Get("/about")
    String about() {
      return "about";
    }

    @Get("/log-in")
    String logIn(Session session) {
      session.put("user", "ada");
      return "done";
    }

    @Get("/user")
    String user(Session session) {
      return session.get("user", String.class).orElse("nobody");
    }
  }
}
