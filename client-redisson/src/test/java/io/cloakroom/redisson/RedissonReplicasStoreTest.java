package io.cloakroom.redisson;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.servers.RedisReplicas;
import io.cloakroom.tck.servers.RedisTopology;
import io.cloakroom.tck.store.SessionStoreTopologyTck;
import java.net.URI;
import org.junit.jupiter.api.Tag;

@Tag("topology")
class RedissonReplicasStoreTest extends SessionStoreTopologyTck {

  private final KitClients clients = new KitClients(timeout());

  @Override
  public RedisTopology topology() {
    return RedisReplicas.shared();
  }

  @Override
  protected RedisCommands connect(URI redis) {
    return clients.commands(clients.open(redis));
  }

  @Override
  protected void disconnect(RedisCommands commands) {
    clients.close(commands);
  }
}
