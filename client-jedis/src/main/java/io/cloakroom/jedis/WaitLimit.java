package io.cloakroom.jedis;

import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.adapter.RawCommand;
import java.util.function.Function;

/**
 * Ends a wait for a connection when a command's time is over. Where Jedis does not show its pool,
 * the pool may wait without end for what other threads hold; an interrupt ends that.
 */
final class WaitLimit {

  private final Thread waiting = Thread.currentThread();
  private boolean over;
  private boolean interrupted;

  private WaitLimit() {}

  /**
   * Runs a call that waits for a connection first.
   *
   * @param call gets an action that ends the limit, and runs it once it has a connection
   * @throws RedisUnreachableException if no connection was free in time
   */
  static <T> T during(RawCommand command, Function<Runnable, T> call) {
    WaitLimit limit = new WaitLimit();
    Runnable cancel = command.atEndOfTime(limit::expire);
    try {
      return call.apply(limit::end);
    } catch (RuntimeException e) {
      if (limit.hasExpired()) {
        // without its cause, which is the interruption that this class made
        throw new RedisUnreachableException("No connection of Jedis' pool was free in time", null);
      }
      throw e;
    } finally {
      cancel.run();
      limit.end();
    }
  }

  private synchronized void expire() {
    if (!over) {
      interrupted = true;
      waiting.interrupt();
    }
  }

  private synchronized boolean hasExpired() {
    return interrupted;
  }

  /** Called by the thread that waited. An interrupt that came too late does not stay. */
  private synchronized void end() {
    if (!over && interrupted) {
      Thread.interrupted();
    }
    over = true;
  }
}
