package io.cloakroom.tests.saboteurs.http;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tests.reference.RespRedisCommands;
import java.net.URI;

/**
 * Runs with a row of {@link ExpressSaboteur}, on the Redis of real Express servers; see {@link
 * ExpressSaboteursTest}.
 */
class SabotagedBesideExpress extends SabotagedHttp<ExpressSaboteur> {
  SabotagedBesideExpress() {
    super(ExpressSaboteur.class);
  }

  @Override
  protected RedisCommands connect(URI redis) {
    return parameter.saboteur().over(RespRedisCommands.to(redis));
  }
}
