package io.cloakroom.session.writing;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * The races that one save loses against writers in other JVMs, and how long it waits after each: at
 * random, and up to twice as long each time, so that many writers spread out.
 *
 * <p>What was there before a pause is old after it, and the next try often finds only that; so the
 * one behind it follows at once. Where tries take long, pauses do, too: else some writer is always
 * faster.
 */
public final class Races {

  /** How many retries follow at once: a single other writer is done by then. */
  private static final int AT_ONCE = 2;

  /** How many tries the longest pause takes. */
  private static final int LONGEST_TRIES = 32;

  /** The bounds of the longest pause, in nanoseconds. */
  private static final long LONGEST_AT_LEAST = Duration.ofMillis(256).toNanos();

  private static final long LONGEST_AT_MOST = Duration.ofSeconds(1).toNanos();

  /** A try that took less counts as this long, in nanoseconds. */
  private static final long SHORTEST_TRY = Duration.ofMillis(1).toNanos();

  /** Starts a thread for each, since what follows may block, which shared pools must not. */
  private static final Executor OWN_THREAD =
      task -> {
        Thread thread = new Thread(task, "cloakroom-retry");
        thread.setDaemon(true);
        thread.start();
      };

  private int lost;
  private long begun;

  /** To be called when a try begins. */
  public void begin() {
    begun = System.nanoTime();
  }

  /** To be called when a try has lost; returns how many have. */
  public int lose() {
    return ++lost;
  }

  /** Ends when it is time to try again. */
  public CompletionStage<Void> pause() {
    int later = lost - AT_ONCE;
    return later <= 0 || later % 2 == 0
        ? CompletableFuture.completedStage(null)
        : CompletableFuture.runAsync(
            () -> {},
            CompletableFuture.delayedExecutor(
                1 + ThreadLocalRandom.current().nextLong(longest((later + 1) / 2)),
                TimeUnit.NANOSECONDS,
                OWN_THREAD));
  }

  private long longest(int pauses) {
    long took = Math.max(SHORTEST_TRY, System.nanoTime() - begun);
    long bound = Math.min(LONGEST_AT_MOST, Math.max(LONGEST_AT_LEAST, LONGEST_TRIES * took));
    return Math.min(bound, took << Math.min(pauses, 16));
  }
}
