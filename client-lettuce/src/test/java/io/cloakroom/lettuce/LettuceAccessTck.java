package io.cloakroom.lettuce;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.port.RedisAccessTck;
import java.net.URI;

/** The kit over one way into a server. */
abstract class LettuceAccessTck extends RedisAccessTck {

  private final KitClients clients = new KitClients(timeout());

  @Override
  protected RedisCommands connect(URI redis) {
    return clients.commands(redis, client -> LettuceCommands.of(client, timeout()));
  }

  @Override
  protected void disconnect(RedisCommands commands) {
    clients.close(commands);
  }
}
