package io.cloakroom.samples;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.port.RedisCommandsTck;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Tag;

@Tag("release")
class VertxRedisCommandsTest extends RedisCommandsTck {
  /** With several event loops, a call may meet one that has no connection yet, and open it. */
  private static final Vertx VERTX = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

  @Override
  protected RedisCommands connect(URI redis) {
    RedisOptions options =
        new RedisOptions().setConnectionString("" + redis).setMaxPoolWaiting(1_000);
    return new VertxRedisCommands(Redis.createClient(VERTX, options), timeout());
  }

  @Override
  protected Set<Capability> notClaimed() {
    return Set.of(Capability.COMPARING_SERVER, Capability.FALLBACKS, Capability.RESTARTED_SCANS);
  }
}
