package io.cloakroom.tck.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.TimeToLive;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * Sees that a port has got over a fault: more threads than a pool usually has connections are
 * answered, each with what is its own. A connection that died unnoticed may fail one command.
 */
public final class PoolStateCheck {

  private static final int THREADS = 16;
  private static final int ROUNDS = 5;
  private static final Duration TTL = Duration.ofHours(1);
  private static final RedisScript SCRIPT = RedisScript.GET_AND_EXPIRE;
  private static final byte[] NOTHING = {};
  private static final List<byte[]> ARGUMENTS = List.of("3600000".getBytes(UTF_8));

  private PoolStateCheck() {}

  /**
   * Returns when all threads have been answered all the time.
   *
   * @throws AssertionError at once, if an answer is not the thread's own; or if they never are
   */
  public static void await(RedisCommands commands, Duration timeout) throws Exception {
    await(commands, "whole", timeout);
  }

  /** The same, with keys that begin with a prefix, on a server that others share. */
  public static void await(RedisCommands commands, String prefix, Duration timeout)
      throws Exception {
    List<Callable<Boolean>> threads =
        IntStream.range(0, THREADS)
            .<Callable<Boolean>>mapToObj(i -> () -> isAnswered(commands, prefix + i, timeout))
            .toList();
    long deadline = System.nanoTime() + timeout.multipliedBy(Recovery.LIMIT_IN_TIMEOUTS).toNanos();
    while (ConcurrentTasks.run(threads).contains(false)) {
      assertThat(System.nanoTime()).as("the time by which all are answered").isLessThan(deadline);
    }
  }

  private static boolean isAnswered(RedisCommands commands, String own, Duration timeout) {
    byte[] value = own.getBytes(UTF_8);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        isItsOwn(commands, own, value, timeout);
      }
      return true;
    } catch (RedisCommandException notYet) {
      return false;
    }
  }

  /** Every method, so that each is asked for what it left behind. */
  private static void isItsOwn(RedisCommands commands, String own, byte[] value, Duration timeout) {
    SetOptions options = SetOptions.always();
    assertThat(StageResults.answer(commands.set(own, value, options), timeout)).isTrue();
    assertThat(StageResults.answer(commands.get(own), timeout)).contains(value);
    assertThat(StageResults.answer(commands.expire(own, TTL), timeout)).isTrue();
    assertThat(StageResults.answer(commands.timeToLive(own), timeout))
        .isInstanceOf(TimeToLive.Remaining.class);
    assertThat(StageResults.answer(commands.getAndExpire(own, TTL), timeout)).contains(value);
    assertThat(StageResults.answer(commands.multiGet(List.of(own)), timeout).get(0))
        .contains(value);
    assertThat(StageResults.answer(commands.eval(SCRIPT, List.of(own), ARGUMENTS), timeout))
        .first()
        .isEqualTo(value);
    assertThat(StageResults.answer(commands.scan(own, ScanCursor.START, 10), timeout).keys())
        .allMatch(key -> key.startsWith(own));
    assertThat(
            StageResults.answer(
                commands.compareAndSet(own, NOTHING, value, Optional.empty()), timeout))
        .isInstanceOfSatisfying(
            CompareAndSet.Conflict.class,
            conflict -> assertThat(conflict.found()).isEqualTo(value));
    assertThat(StageResults.answer(commands.compareAndDelete(own, NOTHING), timeout))
        .isInstanceOf(CompareAndSet.Conflict.class);
    assertThat(StageResults.answer(commands.delete(List.of(own)), timeout)).isEqualTo(1);
  }
}
