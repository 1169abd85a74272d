package io.cloakroom.jedis;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.RedisSentinels;
import io.cloakroom.tck.RedisUnderTest;
import io.cloakroom.tck.SessionStoreTck;
import java.net.URI;
import org.junit.jupiter.api.Tag;

@Tag("topology")
class JedisSentinelStoreTest extends SessionStoreTck {

  private final KitClients clients = new KitClients(timeout());

  @Override
  protected RedisUnderTest redisUnderTest() {
    return RedisSentinels.shared().underTest();
  }

  @Override
  protected RedisCommands connect(URI redis) {
    return clients.commands(
        clients.openSentinels(RedisSentinels.shared().sentinelUris(), config -> {}));
  }

  @Override
  protected void disconnect(RedisCommands commands) {
    clients.close(commands);
  }
}
