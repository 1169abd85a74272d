package io.cloakroom.redisson;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.port.RedisSentinelTck;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Tag;

@Tag("topology")
class RedissonSentinelTest extends RedisSentinelTck {

  private final KitClients clients = new KitClients(timeout());

  @Override
  protected RedisCommands connect(URI redis) {
    return clients.commands(clients.openSentinels(topology().sentinelUris()));
  }

  @Override
  protected void disconnect(RedisCommands commands) {
    clients.close(commands);
  }

  @Override
  protected Optional<RedisCommands> connectWithPrefix(URI redis, String prefix) {
    return Optional.of(clients.commands(clients.openSentinels(topology().sentinelUris(), prefix)));
  }
}
