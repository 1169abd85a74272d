package io.cloakroom.session.writing;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * How long a writer waits after it lost a race against another JVM: at random, and up to twice as
 * long each time, so that many writers spread out.
 */
public final class ConflictPause {

  /** How many retries follow at once: a single other writer is done by then. */
  private static final int AT_ONCE = 2;

  private static final int LONGEST_MILLIS = 256;

  /** Starts a thread for each, since what follows may block, which shared pools must not. */
  private static final Executor OWN_THREAD =
      task -> {
        Thread thread = new Thread(task, "cloakroom-retry");
        thread.setDaemon(true);
        thread.start();
      };

  private ConflictPause() {}

  /** Ends when it is time to try again after so many lost races. */
  public static CompletionStage<Void> after(int races) {
    if (races <= AT_ONCE) {
      return CompletableFuture.completedStage(null);
    }
    int most = Math.min(LONGEST_MILLIS, 1 << Math.min(races - AT_ONCE, 30));
    long millis = ThreadLocalRandom.current().nextInt(most) + 1L;
    return CompletableFuture.runAsync(
        () -> {}, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, OWN_THREAD));
  }
}
