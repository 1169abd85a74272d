package io.cloakroom.mock;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.SessionStoreTck;
import java.net.URI;
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
}
