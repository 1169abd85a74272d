package io.cloakroom.async;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Repeats an asynchronous step. The stack does not grow with the number of repetitions. */
public final class AsyncLoop {

  private AsyncLoop() {}

  /** Repeats a step until it has a result, or fails. */
  public static <T> CompletionStage<T> until(Supplier<CompletionStage<Optional<T>>> step) {
    CompletableFuture<Optional<T>> first = start(step).toCompletableFuture();
    if (first.isDone() && !first.isCompletedExceptionally() && first.join().isPresent()) {
      return CompletableFuture.completedStage(first.join().get()); // as most are
    }
    CompletableFuture<T> result = new CompletableFuture<>();
    Trampoline steps = () -> result.isDone() ? null : ending(start(step), result);
    steps.runFrom(ending(first, result));
    return result;
  }

  private static <T> CompletionStage<?> ending(
      CompletionStage<Optional<T>> step, CompletableFuture<T> result) {
    return step.whenComplete(
        (found, failure) -> {
          if (failure != null) {
            result.completeExceptionally(failure);
          } else {
            found.ifPresent(result::complete);
          }
        });
  }

  /** Starts an action; if it throws, the stage fails. */
  public static <T> CompletionStage<T> start(Supplier<CompletionStage<T>> action) {
    try {
      return action.get();
    } catch (Throwable e) { // StackOverflowError and the like too: the stage has to end
      return CompletableFuture.failedStage(e);
    }
  }
}
