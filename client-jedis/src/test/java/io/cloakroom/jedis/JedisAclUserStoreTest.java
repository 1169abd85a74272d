package io.cloakroom.jedis;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.servers.RedisAccess;
import io.cloakroom.tck.servers.RedisUnderTest;
import io.cloakroom.tck.store.SessionStoreTck;
import java.net.URI;
import org.junit.jupiter.api.Tag;

@Tag("topology")
class JedisAclUserStoreTest extends SessionStoreTck {

  private final KitClients clients = new KitClients(timeout());

  @Override
  protected RedisUnderTest redisUnderTest() {
    return RedisAccess.ACL_USER.underTest();
  }

  @Override
  protected RedisCommands connect(URI redis) {
    return clients.commands(clients.open(redis, config -> {}));
  }

  @Override
  protected void disconnect(RedisCommands commands) {
    clients.close(commands);
  }
}
