package io.cloakroom.redisson;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.RedisSentinels;
import io.cloakroom.tck.RedisTopology;
import io.cloakroom.tck.SessionStoreTopologyTck;
import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.redisson.config.NameMapper;

@Tag("topology")
class RedissonSentinelStoreTest extends SessionStoreTopologyTck {

  private final KitClients clients = new KitClients(timeout());

  @Override
  public RedisTopology topology() {
    return RedisSentinels.shared();
  }

  @Override
  protected RedisCommands connect(URI redis) {
    return clients.commands(
        clients.openSentinels(RedisSentinels.shared().sentinelUris(), NameMapper.direct()));
  }

  @Override
  protected void disconnect(RedisCommands commands) {
    clients.close(commands);
  }
}
