package io.cloakroom.redisson;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.RedisAccessTck;
import java.net.URI;
import org.redisson.config.NameMapper;

/** The kit over one way into a server. */
abstract class RedissonAccessTck extends RedisAccessTck {

  private final KitClients clients = new KitClients(timeout());

  @Override
  protected RedisCommands connect(URI redis) {
    return clients.commands(clients.open(redis, NameMapper.direct()));
  }

  @Override
  protected void disconnect(RedisCommands commands) {
    clients.close(commands);
  }
}
