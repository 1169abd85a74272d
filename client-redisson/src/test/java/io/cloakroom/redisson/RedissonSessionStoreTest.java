package io.cloakroom.redisson;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.store.SessionStoreTck;
import java.net.URI;
import org.junit.jupiter.api.Tag;

@Tag("release") // what the store sees of a client is what the port shows; Lettuce stands for all
class RedissonSessionStoreTest extends SessionStoreTck {

  private final KitClients clients = new KitClients(timeout());

  @Override
  protected RedisCommands connect(URI redis) {
    return clients.commands(clients.open(redis));
  }

  @Override
  protected void disconnect(RedisCommands commands) {
    clients.close(commands);
  }
}
