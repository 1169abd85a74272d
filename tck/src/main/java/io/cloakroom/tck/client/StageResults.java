package io.cloakroom.tck.client;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Waits for stages, a little longer than the client's own timeout. */
public final class StageResults {

  /** For a busy machine. */
  private static final Duration GRACE = Duration.ofMillis(1500);

  private StageResults() {}

  public static Duration withGrace(Duration timeout) {
    return timeout.plus(GRACE);
  }

  public static <T> T answer(CompletionStage<T> stage, Duration timeout) {
    try {
      return stage.toCompletableFuture().get(withGrace(timeout).toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      Throwable cause = failureOf(e);
      if (cause instanceof RuntimeException failure) {
        throw failure;
      }
      throw new AssertionError("The stage failed with something else than the port's own", cause);
    } catch (TimeoutException e) {
      throw new AssertionError("The stage did not complete within the timeout " + timeout, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
  }

  /** What the stage failed with: that alone, since users look no deeper. */
  private static @Nullable Throwable failureOf(ExecutionException e) {
    return e.getCause() instanceof CompletionException derived && derived.getCause() != null
        ? derived.getCause()
        : e.getCause();
  }

  public static Throwable failure(CompletionStage<?> stage, Duration timeout) {
    try {
      Object answer = answer(stage, timeout);
      throw new AssertionError("The stage should have failed, but answers " + answer);
    } catch (RuntimeException e) {
      return e;
    }
  }
}
