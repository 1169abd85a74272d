package io.cloakroom.mock;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.Capability;
import io.cloakroom.tck.RedisUnderTest;
import io.cloakroom.tck.SessionStoreTck;
import java.net.URI;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The store's clauses over a store that keeps no secrets; {@link SecrecySaboteursTest} runs it. */
class SabotagedSecrecy extends SessionStoreTck {

  @RegisterExtension
  final SaboteurParameter<SecrecySaboteur> parameter =
      new SaboteurParameter<>(SecrecySaboteur.class);

  private final InMemoryRedis redis = new InMemoryRedis();

  @Override
  protected RedisCommands connect(URI none) {
    return redis.commands();
  }

  @Override
  protected SessionStore open(RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    return parameter.saboteur().opening().open(commands, options);
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
