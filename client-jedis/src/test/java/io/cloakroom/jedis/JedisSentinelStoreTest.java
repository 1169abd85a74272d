package io.cloakroom.jedis;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.servers.RedisSentinels;
import io.cloakroom.tck.servers.RedisTopology;
import io.cloakroom.tck.store.SessionStoreTopologyTck;
import java.net.URI;
import org.junit.jupiter.api.Tag;

@Tag("release")
class JedisSentinelStoreTest extends SessionStoreTopologyTck {

  private final KitClients clients = new KitClients(timeout());

  @Override
  public RedisTopology topology() {
    return RedisSentinels.shared();
  }

  @Override
  protected RedisCommands connect(URI redis) {
    return clients.commands(
        clients.openSentinels(RedisSentinels.shared().sentinelUris(), config -> {}));
  }

  @Override
  protected void disconnect(RedisCommands commands) {
    clients.close(commands);
  }
}
