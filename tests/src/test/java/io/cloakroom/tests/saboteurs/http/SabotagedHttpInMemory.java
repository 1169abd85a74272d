package io.cloakroom.tests.saboteurs.http;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.servers.RedisServer;
import java.net.URI;
import java.util.Optional;

/**
 * The kit over an integration that is broken on purpose, in memory.
 *
 * @param <S> the table that the saboteur is in
 */
abstract class SabotagedHttpInMemory<S extends Enum<S> & IntegrationSabotage>
    extends SabotagedHttp<S> {

  SabotagedHttpInMemory(Class<S> table) {
    super(table);
  }

  @Override
  protected RedisCommands connect(URI none) {
    return parameter.saboteur().over(InMemoryRedisCommands.create());
  }

  @Override
  protected Optional<RedisServer> server() {
    return Optional.empty();
  }
}
