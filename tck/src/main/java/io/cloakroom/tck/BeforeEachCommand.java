package io.cloakroom.tck;

import io.cloakroom.redis.RedisCommands;

/** Does something ahead of each command. */
final class BeforeEachCommand extends ObservedRedisCommands {

  private final Runnable action;

  BeforeEachCommand(RedisCommands target, Runnable action) {
    super(target);
    this.action = action;
  }

  @Override
  void before() {
    action.run();
  }
}
