package io.cloakroom.mock;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.Capability;
import io.cloakroom.tck.RedisCommandsTck;
import io.cloakroom.tck.RedisUnderTest;
import java.net.URI;
import java.util.Set;

class InMemoryRedisCommandsTest extends RedisCommandsTck {

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
