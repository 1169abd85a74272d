package io.cloakroom.redisson;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.port.RedisClusterTck;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Tag;

@Tag("topology")
class RedissonClusterTest extends RedisClusterTck {

  private final KitClients clients = new KitClients(timeout());

  @Override
  protected RedisCommands connect(URI redis) {
    return clients.commands(clients.openCluster(redis));
  }

  @Override
  protected void disconnect(RedisCommands commands) {
    clients.close(commands);
  }

  @Override
  protected Optional<RedisCommands> connectWithPrefix(URI redis, String prefix) {
    return Optional.of(clients.commands(clients.openCluster(redis, prefix)));
  }
}
