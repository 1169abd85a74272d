package io.cloakroom.tck;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits until a port works again after its server was away. */
final class Recovery {

  /** In timeouts: long enough for a client that reconnects with growing pauses. */
  private static final int PATIENCE = 5;

  private Recovery() {}

  /**
   * Returns when a command is answered.
   *
   * @throws RedisCommandException the last failure, if none ever is
   */
  static void await(RedisCommands commands, Duration timeout) {
    long deadline = System.nanoTime() + timeout.multipliedBy(PATIENCE).toNanos();
    while (true) {
      try {
        Stages.answer(commands.get("anything"), timeout);
        return;
      } catch (RedisCommandException notYet) {
        if (System.nanoTime() > deadline) {
          throw notYet;
        }
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    }
  }
}
