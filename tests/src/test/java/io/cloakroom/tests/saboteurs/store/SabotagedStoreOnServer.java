package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.store.SessionStoreTck;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.reference.RespRedisCommands;
import io.cloakroom.tests.saboteurs.SaboteurParameter;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The store's clauses over a port to a server that is broken; {@link StoreSaboteursTest} says
 * which.
 */
class SabotagedStoreOnServer extends SessionStoreTck {

  @RegisterExtension
  final SaboteurParameter<StoreSaboteur> parameter = new SaboteurParameter<>(StoreSaboteur.class);

  @Override
  protected RedisCommands connect(URI redis) {
    RespClient client = new RespClient(redis, timeout(), "");
    return parameter.saboteur().over(new RespRedisCommands(client), client);
  }

  @Override
  protected Set<Capability> notClaimed() {
    return Set.of(Capability.COMPARING_SERVER, Capability.RESTARTED_SCANS);
  }
}
