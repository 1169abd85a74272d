package io.cloakroom.redisson;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.history.SessionFailoverHistoryTck;
import io.cloakroom.tck.servers.RedisCluster;
import io.cloakroom.tck.servers.RedisTopology;
import java.net.URI;
import org.junit.jupiter.api.Tag;

@Tag("topology")
class RedissonClusterHistoryTest extends SessionFailoverHistoryTck {

  private final KitClients clients = new KitClients(timeout());

  @Override
  protected RedisTopology topology() {
    return RedisCluster.shared();
  }

  @Override
  protected RedisCommands connect(URI redis) {
    return clients.commands(clients.openCluster(redis));
  }

  @Override
  protected void disconnect(RedisCommands commands) {
    clients.close(commands);
  }
}
