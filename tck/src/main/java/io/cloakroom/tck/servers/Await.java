package io.cloakroom.tck.servers;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what servers do by themselves. */
public final class Await {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private Await() {}

  /**
   * Returns when a condition holds.
   *
   * @throws IllegalStateException if it does not within 30 s
   */
  public static void until(String what, BooleanSupplier condition) {
    until(what, condition, () -> "");
  }

  /**
   * The same, where it helps to know what there was instead.
   *
   * @param instead is asked for once the time is up
   * @throws IllegalStateException if the condition does not hold within 30 s
   */
  public static void until(String what, BooleanSupplier condition, Supplier<String> instead) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > LIMIT.toNanos()) {
        throw new IllegalStateException("Waited 30 s in vain until " + what + instead.get());
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /** Returns when at least this much time has gone by. */
  public static void elapsed(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
