package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.servers.RedisUnderTest;
import io.cloakroom.tck.servers.StandInRedis;
import io.cloakroom.tck.store.SessionStoreTck;
import io.cloakroom.tests.reference.InMemoryRedis;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Tag;

/** What saboteurs change one thing of is sound, so that they are caught for what they change. */
@Tag("extended")
class ForwardingPortTest extends SessionStoreTck {

  private final StandInRedis redis = InMemoryRedis.start();

  @Override
  protected RedisCommands connect(URI none) {
    return new ForwardingPort(redis.commands());
  }

  @Override
  protected RedisUnderTest redisUnderTest() {
    return redis;
  }

  @Override
  protected Set<Capability> notClaimed() {
    return Set.of(Capability.SERVER);
  }
}
