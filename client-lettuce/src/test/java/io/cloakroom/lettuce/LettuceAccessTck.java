package io.cloakroom.lettuce;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.Capability;
import io.cloakroom.tck.RedisAccessTck;
import java.net.URI;
import java.util.Set;

/** The kit over one way into a server. */
abstract class LettuceAccessTck extends RedisAccessTck {

  private final KitClients clients = new KitClients(timeout());

  @Override
  protected RedisCommands connect(URI redis) {
    return clients.commands(redis, LettuceCommands::of);
  }

  @Override
  protected void disconnect(RedisCommands commands) {
    clients.close(commands);
  }

  @Override
  protected Set<Capability> notClaimed() {
    return Set.of(Capability.REFUSED_LOG_IN);
  }
}
