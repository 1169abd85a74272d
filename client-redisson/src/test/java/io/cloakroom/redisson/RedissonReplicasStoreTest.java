package io.cloakroom.redisson;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.servers.RedisReplicas;
import io.cloakroom.tck.servers.RedisTopology;
import io.cloakroom.tck.store.SessionStoreTopologyTck;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Tag;

@Tag("topology")
class RedissonReplicasStoreTest extends SessionStoreTopologyTck {

  private final KitClients clients = new KitClients(timeout());

  @Override
  public RedisTopology topology() {
    return RedisReplicas.shared();
  }

  /** Longer than usual: a record of 16 MB goes to the replicas, too. */
  @Override
  protected Duration timeout() {
    return Duration.ofSeconds(5);
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
