package io.cloakroom.tests.saboteurs.port;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.port.RedisCommandsTck;
import io.cloakroom.tck.servers.RedisUnderTest;
import io.cloakroom.tck.servers.StandInRedis;
import io.cloakroom.tests.reference.InMemoryRedis;
import io.cloakroom.tests.saboteurs.SaboteurParameter;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The kit over a port in memory that is broken on purpose.
 *
 * @param <S> the table that says how
 */
abstract class SabotagedMemoryTck<S extends Enum<S> & PortSabotage> extends RedisCommandsTck {

  @RegisterExtension final SaboteurParameter<S> parameter;

  private final StandInRedis redis = InMemoryRedis.start();

  SabotagedMemoryTck(Class<S> table) {
    this.parameter = new SaboteurParameter<>(table);
  }

  @Override
  protected RedisCommands connect(URI none) {
    return parameter.spoilt(redis.commands(), (saboteur, sound) -> saboteur.over(sound, null));
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
