package io.cloakroom.tck.client;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits until a port works again after its server was away. */
public final class Recovery {

  /** In timeouts: long enough for a client that reconnects with growing pauses. */
  public static final int LIMIT_IN_TIMEOUTS = 5;

  private Recovery() {}

  /**
   * Returns when a command is answered.
   *
   * @throws RedisCommandException the last failure, if none ever is
   */
  public static void await(RedisCommands commands, Duration timeout) {
    answer(() -> commands.get("anything"), timeout);
  }

  /**
   * What a command answers, given again and again until it does.
   *
   * @throws RedisCommandException the last failure, if it never does
   */
  public static <T> T answer(Supplier<CompletionStage<T>> command, Duration timeout) {
    long deadline = System.nanoTime() + timeout.multipliedBy(LIMIT_IN_TIMEOUTS).toNanos();
    while (true) {
      try {
        return StageResults.answer(command.get(), timeout);
      } catch (RedisCommandException notYet) {
        if (System.nanoTime() > deadline) {
          throw notYet;
        }
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    }
  }
}
