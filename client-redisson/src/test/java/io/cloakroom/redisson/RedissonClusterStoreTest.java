package io.cloakroom.redisson;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.RedisCluster;
import io.cloakroom.tck.RedisTopology;
import io.cloakroom.tck.SessionStoreTopologyTck;
import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.redisson.config.NameMapper;

@Tag("topology")
class RedissonClusterStoreTest extends SessionStoreTopologyTck {

  private final KitClients clients = new KitClients(timeout());

  @Override
  public RedisTopology topology() {
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
