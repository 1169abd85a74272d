package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.servers.RedisReplicas;
import io.cloakroom.tck.servers.RedisTopology;
import io.cloakroom.tck.store.SessionStoreTopologyTck;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.reference.RespRedisCommands;
import io.cloakroom.tests.saboteurs.SaboteurParameter;
import java.net.URI;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The store's clauses on a primary and its replica; {@link ReplicaSaboteursTest} runs it. */
class SabotagedStoreOnReplicas extends SessionStoreTopologyTck {

  @RegisterExtension
  final SaboteurParameter<ReplicaSaboteur> parameter =
      new SaboteurParameter<>(ReplicaSaboteur.class);

  @Override
  public RedisTopology topology() {
    return RedisReplicas.shared();
  }

  @Override
  protected RedisCommands connect(URI redis) {
    return new RespRedisCommands(new RespClient(redis, timeout(), ""));
  }

  @Override
  protected SessionStore open(RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    return parameter.saboteur().open(commands, options);
  }
}
