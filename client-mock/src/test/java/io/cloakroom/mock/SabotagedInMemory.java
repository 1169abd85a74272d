package io.cloakroom.mock;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.Capability;
import io.cloakroom.tck.RedisCommandsTck;
import io.cloakroom.tck.RedisUnderTest;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The kit over a port in memory that is broken on purpose; {@link SaboteursTest} runs it. */
class SabotagedInMemory extends RedisCommandsTck {

  @RegisterExtension
  final SaboteurParameter<Saboteur> parameter = new SaboteurParameter<>(Saboteur.class);

  private final InMemoryRedis redis = new InMemoryRedis();

  @Override
  protected RedisCommands connect(URI none) {
    return parameter.saboteur().over(redis.commands(), null);
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
