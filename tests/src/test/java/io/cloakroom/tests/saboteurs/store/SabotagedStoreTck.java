package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.servers.RedisUnderTest;
import io.cloakroom.tck.servers.StandInRedis;
import io.cloakroom.tck.store.SessionStoreTck;
import io.cloakroom.tests.reference.InMemoryRedis;
import io.cloakroom.tests.saboteurs.SaboteurParameter;
import java.net.URI;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The store's clauses over a store in memory that is broken on purpose.
 *
 * @param <S> the table that says how
 */
abstract class SabotagedStoreTck<S extends Enum<S> & StoreSabotage> extends SessionStoreTck {

  @RegisterExtension final SaboteurParameter<S> parameter;

  private final StandInRedis redis = InMemoryRedis.start();

  SabotagedStoreTck(Class<S> table) {
    this.parameter = new SaboteurParameter<>(table);
  }

  @Override
  protected RedisCommands connect(URI none) {
    return redis.commands();
  }

  @Override
  protected SessionStore open(RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    return parameter
        .spoilt((Opening) Opening::sound, (saboteur, sound) -> saboteur.opening())
        .open(commands, options);
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
