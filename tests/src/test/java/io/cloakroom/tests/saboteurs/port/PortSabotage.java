package io.cloakroom.tests.saboteurs.port;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.saboteurs.Sabotage;
import org.jspecify.annotations.Nullable;

/** A port that is broken on purpose. */
public interface PortSabotage extends Sabotage {

  /**
   * Breaks a port.
   *
   * @param client what the port is over; ports in memory have none, and need none to be broken
   */
  RedisCommands over(RedisCommands sound, @Nullable RespClient client);
}
