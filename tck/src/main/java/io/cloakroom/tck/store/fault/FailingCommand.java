package io.cloakroom.tck.store.fault;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisUnreachableException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** A port one of whose commands fails: the first, the second, or any later one. */
public final class FailingCommand {

  /** More commands than any call sends that is asked of each. */
  private static final int MOST = 60;

  private final int number;
  private final AtomicInteger before;

  /**
   * @param before how many commands are sound before the one that fails
   */
  public FailingCommand(int before) {
    this.number = before + 1;
    this.before = new AtomicInteger(before);
  }

  /**
   * Lets the first command of a call fail, then the second and so on, until there are no more.
   *
   * @param run answers what has failed
   * @throws AssertionError if there is no end of them
   */
  public static void ofEachCommand(String call, IntFunction<FailingCommand> run) {
    for (int step = 0; run.apply(step).hasFailed(); step++) {
      if (step == MOST) {
        throw new AssertionError(call + " sends more than " + MOST + " commands");
      }
    }
  }

  /** Whether it has failed. */
  public boolean hasFailed() {
    return before.get() < 0;
  }

  /**
   * A port that carries out all commands, and whose answer to that one is lost.
   *
   * @param told how the port says so: as a timeout, or as a connection that broke
   */
  public RedisCommands losingItsAnswer(RedisCommands sound, RedisCommandException told) {
    return InsteadPort.after(
        sound, () -> before.getAndDecrement() == 0, () -> CompletableFuture.failedStage(told));
  }

  /** A sound port before one of whose commands something else happens. */
  public RedisCommands meeting(RedisCommands sound, Runnable event) {
    return InsteadPort.before(
        sound,
        () -> {
          if (before.getAndDecrement() == 0) {
            event.run();
          }
          return CompletableFuture.completedFuture(null);
        });
  }

  @Override
  public String toString() {
    return "command " + number;
  }

  /** The port. */
  public RedisCommands over(RedisCommands sound) {
    return InsteadPort.over(
        sound,
        () -> before.getAndDecrement() == 0,
        () -> CompletableFuture.failedStage(new RedisUnreachableException("away", null)));
  }
}
