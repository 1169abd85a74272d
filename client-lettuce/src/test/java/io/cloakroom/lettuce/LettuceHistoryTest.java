package io.cloakroom.lettuce;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.SessionHistoryTck;
import java.net.URI;

class LettuceHistoryTest extends SessionHistoryTck {

  private final KitClients clients = new KitClients(timeout());

  @Override
  protected RedisCommands connect(URI redis) {
    return clients.commands(redis, LettuceCommands::of);
  }

  @Override
  protected void disconnect(RedisCommands commands) {
    clients.close(commands);
  }
}
