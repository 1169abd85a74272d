package io.cloakroom.redisson;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.history.SessionFailoverHistoryTck;
import io.cloakroom.tck.servers.RedisSentinels;
import io.cloakroom.tck.servers.RedisTopology;
import java.net.URI;
import org.junit.jupiter.api.Tag;

@Tag("topology")
class RedissonSentinelHistoryTest extends SessionFailoverHistoryTck {

  private final KitClients clients = new KitClients(timeout());

  @Override
  protected RedisTopology topology() {
    return RedisSentinels.shared();
  }

  @Override
  protected RedisCommands connect(URI redis) {
    return clients.commands(clients.openSentinels(RedisSentinels.shared().sentinelUris()));
  }

  @Override
  protected void disconnect(RedisCommands commands) {
    clients.close(commands);
  }
}
