package io.cloakroom.jedis;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.store.SessionStoreTck;
import java.net.URI;
import org.junit.jupiter.api.Tag;

@Tag("release") // what the store sees of a client is what the port shows; Lettuce stands for all
class JedisSessionStoreTest extends SessionStoreTck {

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
