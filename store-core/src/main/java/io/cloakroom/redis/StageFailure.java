package io.cloakroom.redis;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Unwraps what stages fail with. */
public final class StageFailure {

  /** A chain of causes may lead back to itself. */
  private static final int DEEPEST = 100;

  private StageFailure() {}

  /**
   * Returns what went wrong, without the {@link CompletionException}s and {@link
   * ExecutionException}s that stages and futures put around it. One that has no cause is returned
   * as it is.
   */
  public static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /**
   * Waits for a stage and returns its value. Must not be called on an event loop.
   *
   * @throws RuntimeException what the stage failed with, if that is unchecked; otherwise a {@link
   *     CompletionException} around it
   */
  public static <T extends @Nullable Object> T join(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      throw cause(e) instanceof RuntimeException failure ? failure : e;
    }
  }

  /** Returns the last of a failure's causes, or the failure itself where it has none. */
  public static Throwable root(Throwable failure) {
    Throwable root = failure;
    for (int depth = 0; root.getCause() != null && depth < DEEPEST; depth++) {
      root = root.getCause();
    }
    return root;
  }
}
