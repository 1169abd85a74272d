package io.cloakroom.tck;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits until a port works again after its server was away. */
final class Recovery {

  /** In timeouts: long enough for a client that reconnects with growing pauses. */
  static final int PATIENCE = 5;

  private Recovery() {}

  /**
   * Returns when a command is answered.
   *
   * @throws RedisCommandException the last failure, if none ever is
   */
  static void await(RedisCommands commands, Duration timeout) {
    answer(() -> commands.get("anything"), timeout);
  }

  /**
   * What a command answers, given again and again until it does.
   *
   * @throws RedisCommandException the last failure, if it never does
   */
  static <T> T answer(Supplier<CompletionStage<T>> command, Duration timeout) {
    long deadline = System.nanoTime() + timeout.multipliedBy(PATIENCE).toNanos();
    while (true) {
      try {
        return Stages.answer(command.get(), timeout);
      } catch (RedisCommandException notYet) {
        if (System.nanoTime() > deadline) {
          throw notYet;
        }
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    }
  }
}
