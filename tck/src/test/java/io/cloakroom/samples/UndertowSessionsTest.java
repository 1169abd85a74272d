package io.cloakroom.samples;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.http.HttpSessionTck;
import io.cloakroom.tck.http.application.Application;
import io.cloakroom.tck.http.application.RunningApplication;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Tag;

@Tag("extended")
class UndertowSessionsTest extends HttpSessionTck {
  private static final Vertx VERTX = Vertx.vertx();

  @Override
  protected RunningApplication start(Application application) {
    return UndertowKitApplication.start(application);
  }

  @Override
  protected RedisCommands connect(URI redis) {
    RedisOptions options =
        new RedisOptions().setConnectionString("" + redis).setMaxPoolWaiting(1_000);
    return new VertxRedisCommands(Redis.createClient(VERTX, options), Duration.ofSeconds(5));
  }
}
