package io.cloakroom.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * One action after another, in the order in which they were asked for, and no thread that waits.
 */
final class Turns {

  private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

  /** Runs an action when all before it have ended, well or not. */
  <T> CompletionStage<T> take(Supplier<CompletionStage<T>> action) {
    CompletableFuture<T> turn = new CompletableFuture<>();
    CompletableFuture<?> previous;
    synchronized (this) {
      previous = last;
      last = turn;
    }
    forward(previous.handle((result, failure) -> action).thenCompose(Supplier::get), turn);
    return turn;
  }

  /** Completes a future as a stage does. */
  static <T> void forward(CompletionStage<T> from, CompletableFuture<T> to) {
    from.whenComplete(
        (result, failure) -> {
          if (failure != null) {
            to.completeExceptionally(failure);
          } else {
            to.complete(result);
          }
        });
  }
}
