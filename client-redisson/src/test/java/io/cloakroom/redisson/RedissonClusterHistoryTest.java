package io.cloakroom.redisson;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.RedisCluster;
import io.cloakroom.tck.RedisTopology;
import io.cloakroom.tck.SessionFailoverHistoryTck;
import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.redisson.config.NameMapper;

@Tag("topology")
class RedissonClusterHistoryTest extends SessionFailoverHistoryTck {

  private final KitClients clients = new KitClients(timeout());

  @Override
  protected RedisTopology topology() {
    return RedisCluster.shared();
  }

  @Override
  protected RedisCommands connect(URI redis) {
    return clients.commands(clients.openCluster(redis, NameMapper.direct()));
  }

  @Override
  protected void disconnect(RedisCommands commands) {
    clients.close(commands);
  }
}
