package io.cloakroom.mock;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.port.RedisCommandsTck;
import io.cloakroom.tck.servers.RedisUnderTest;
import io.cloakroom.tck.servers.StandInRedis;
import java.net.URI;
import java.util.Set;

class InMemoryRedisCommandsTest extends RedisCommandsTck {

  private final StandInRedis redis = InMemoryRedis.start();

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
