package io.cloakroom.jedis;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.store.SessionStoreTck;
import java.net.URI;

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
