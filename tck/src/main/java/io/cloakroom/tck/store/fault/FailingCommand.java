package io.cloakroom.tck.store.fault;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisUnreachableException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A port one of whose commands fails: the first, the second, or any later one. */
public final class FailingCommand {

  private final AtomicInteger before;

  /**
   * @param before how many commands are sound before the one that fails
   */
  public FailingCommand(int before) {
    this.before = new AtomicInteger(before);
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

  /** The port. */
  public RedisCommands over(RedisCommands sound) {
    return InsteadPort.over(
        sound,
        () -> before.getAndDecrement() == 0,
        () -> CompletableFuture.failedStage(new RedisUnreachableException("away", null)));
  }
}
