package io.cloakroom.jedis;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.port.RedisReplicasTck;
import java.net.URI;
import org.junit.jupiter.api.Tag;

@Tag("topology")
class JedisReplicasTest extends RedisReplicasTck {

  private final KitClients clients = new KitClients(timeout());

  @Override
  protected RedisCommands connect(URI redis) {
    return clients.commands(clients.open(redis, config -> {}));
  }

  @Override
  protected void disconnect(RedisCommands commands) {
    clients.close(commands);
  }
}
