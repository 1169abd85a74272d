package io.cloakroom.lettuce;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.RedisCluster;
import io.cloakroom.tck.RedisUnderTest;
import io.cloakroom.tck.SessionStoreTck;
import java.net.URI;
import org.junit.jupiter.api.Tag;

@Tag("topology")
class LettuceClusterStoreTest extends SessionStoreTck {

  private final KitClients clients = new KitClients(timeout());

  @Override
  protected RedisUnderTest redisUnderTest() {
    return RedisCluster.shared().underTest();
  }

  @Override
  protected RedisCommands connect(URI redis) {
    return clients.clusterCommands(redis, LettuceCommands::of);
  }

  @Override
  protected void disconnect(RedisCommands commands) {
    clients.close(commands);
  }
}
