package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.store.SessionStoreTck;
import io.cloakroom.tests.reference.RespRedisCommands;
import io.cloakroom.tests.saboteurs.SaboteurParameter;
import java.net.URI;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The store's clauses over a store that real Express servers don't get along with; {@link
 * RecordSaboteursTest} says which.
 */
class SabotagedRecords extends SessionStoreTck {

  @RegisterExtension
  final SaboteurParameter<RecordSaboteur> parameter = new SaboteurParameter<>(RecordSaboteur.class);

  @Override
  protected RedisCommands connect(URI redis) {
    return RespRedisCommands.to(redis);
  }

  @Override
  protected SessionStore open(RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    return parameter.saboteur().open(commands, options);
  }
}
