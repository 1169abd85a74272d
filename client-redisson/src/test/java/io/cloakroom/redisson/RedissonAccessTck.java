package io.cloakroom.redisson;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.port.RedisAccessTck;
import java.net.URI;
import java.util.Set;

/** The kit over one way into a server. */
abstract class RedissonAccessTck extends RedisAccessTck {

  private final KitClients clients = new KitClients(timeout());

  @Override
  protected RedisCommands connect(URI redis) {
    return clients.commands(clients.open(redis));
  }

  @Override
  protected void disconnect(RedisCommands commands) {
    clients.close(commands);
  }

  @Override
  protected Set<Capability> notClaimed() {
    return KitClients.lacks();
  }
}
