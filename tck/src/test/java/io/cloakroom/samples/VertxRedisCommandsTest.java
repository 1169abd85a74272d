package io.cloakroom.samples;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.RedisCommandsTck;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import java.net.URI;

class VertxRedisCommandsTest extends RedisCommandsTck {
  private static final Vertx VERTX = Vertx.vertx();

  @Override
  protected RedisCommands connect(URI redis) {
    RedisOptions options =
        new RedisOptions().setConnectionString("" + redis).setMaxPoolWaiting(1_000);
    return new VertxRedisCommands(Redis.createClient(VERTX, options), timeout());
  }
}
