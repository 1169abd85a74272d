package io.cloakroom.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.SetOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * Sees that a port has got over a fault: more threads than a pool usually has connections are
 * answered, each with what is its own. A connection that died unnoticed may fail one command.
 */
final class Wholeness {

  private static final int THREADS = 16;
  private static final int ROUNDS = 5;

  private Wholeness() {}

  /**
   * Returns when all threads have been answered all the time.
   *
   * @throws AssertionError at once, if an answer is not the thread's own; or if they never are
   */
  static void await(RedisCommands commands, Duration timeout) throws Exception {
    await(commands, "whole", timeout);
  }

  /** The same, with keys that begin with a prefix, on a server that others share. */
  static void await(RedisCommands commands, String prefix, Duration timeout) throws Exception {
    List<Callable<Boolean>> threads =
        IntStream.range(0, THREADS)
            .<Callable<Boolean>>mapToObj(i -> () -> isAnswered(commands, prefix + i, timeout))
            .toList();
    long deadline = System.nanoTime() + timeout.multipliedBy(Recovery.PATIENCE).toNanos();
    while (Racers.race(threads).contains(false)) {
      assertThat(System.nanoTime()).as("the time by which all are answered").isLessThan(deadline);
    }
  }

  private static boolean isAnswered(RedisCommands commands, String own, Duration timeout) {
    byte[] value = own.getBytes(UTF_8);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        Stages.answer(commands.set(own, value, SetOptions.always()), timeout);
        assertThat(Stages.answer(commands.get(own), timeout)).contains(value);
      }
      return true;
    } catch (RedisCommandException notYet) {
      return false;
    }
  }
}
