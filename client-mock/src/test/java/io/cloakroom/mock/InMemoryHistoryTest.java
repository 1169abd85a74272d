package io.cloakroom.mock;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.Capability;
import io.cloakroom.tck.RedisUnderTest;
import io.cloakroom.tck.SessionHistoryTck;
import java.net.URI;
import java.util.Set;

class InMemoryHistoryTest extends SessionHistoryTck {

  private final InMemoryRedis redis = new InMemoryRedis();

  @Override
  protected RedisCommands connect(URI none) {
    return redis.commands();
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
