package io.cloakroom.tests.saboteurs.http;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tests.reference.Behaviour;
import io.cloakroom.tests.saboteurs.Sabotage;

/** An integration that is broken on purpose. */
interface IntegrationSabotage extends Sabotage {

  /** How the integration behaves in a run; each has one of its own. */
  Behaviour behaviour();

  /** Breaks the port that it works over, where that is what is broken. */
  default RedisCommands over(RedisCommands sound) {
    return sound;
  }
}
