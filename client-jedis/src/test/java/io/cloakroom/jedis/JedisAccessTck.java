package io.cloakroom.jedis;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.port.RedisAccessTck;
import java.net.URI;

/** The kit over one way into a server. */
abstract class JedisAccessTck extends RedisAccessTck {

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
