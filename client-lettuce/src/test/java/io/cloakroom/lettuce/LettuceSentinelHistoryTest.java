package io.cloakroom.lettuce;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.history.SessionFailoverHistoryTck;
import io.cloakroom.tck.servers.RedisSentinels;
import io.cloakroom.tck.servers.RedisTopology;
import java.net.URI;
import org.junit.jupiter.api.Tag;

@Tag("topology")
class LettuceSentinelHistoryTest extends SessionFailoverHistoryTck {

  private final KitClients clients = new KitClients(timeout());

  @Override
  protected RedisTopology topology() {
    return RedisSentinels.shared();
  }

  @Override
  protected RedisCommands connect(URI redis) {
    return clients.commands(redis, client -> LettuceCommands.of(client, timeout()));
  }

  @Override
  protected void disconnect(RedisCommands commands) {
    clients.close(commands);
  }
}
