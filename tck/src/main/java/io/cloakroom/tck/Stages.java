package io.cloakroom.tck;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for stages, a little longer than the client's own timeout. */
final class Stages {

  /** For a busy machine. */
  private static final Duration GRACE = Duration.ofMillis(1500);

  private Stages() {}

  static Duration withGrace(Duration timeout) {
    return timeout.plus(GRACE);
  }

  static <T> T answer(CompletionStage<T> stage, Duration timeout) {
    try {
      return stage.toCompletableFuture().get(withGrace(timeout).toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      Throwable cause = cause(e);
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

  static Throwable failure(CompletionStage<?> stage, Duration timeout) {
    try {
      Object answer = answer(stage, timeout);
      throw new AssertionError("The stage should have failed, but answers " + answer);
    } catch (RuntimeException e) {
      return e;
    }
  }

  /** A derived stage wraps its source's failure; that is the platform's doing. */
  private static Throwable cause(ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return cause instanceof CompletionException && cause.getCause() != null
        ? cause.getCause()
        : cause;
  }
}
