package io.cloakroom.tests.reference;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.store.SessionStoreTck;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Tag;

@Tag("extended")
class RespSessionStoreTest extends SessionStoreTck {

  @Override
  protected RedisCommands connect(URI redis) {
    return new RespRedisCommands(new RespClient(redis, timeout(), ""));
  }

  @Override
  protected Set<Capability> notClaimed() {
    return Set.of(Capability.COMPARING_SERVER);
  }
}
