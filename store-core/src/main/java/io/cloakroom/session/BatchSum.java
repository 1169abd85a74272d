package io.cloakroom.session;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Walks over all batches, one after another, and adds up a number from each. A loop as long as
 * answers are there at once, so that a blocking client can't overflow the stack however many
 * batches there are.
 */
final class BatchSum {

  private final Batches<String> batches;
  private final Function<List<String>, CompletionStage<Long>> count;
  private final CompletableFuture<Long> sum = new CompletableFuture<>();
  private long soFar;

  BatchSum(Batches<String> batches, Function<List<String>, CompletionStage<Long>> count) {
    this.batches = batches;
    this.count = count;
  }

  CompletionStage<Long> start() {
    advance();
    return sum;
  }

  private void advance() {
    while (true) {
      CompletableFuture<Boolean> more =
          step().thenApply(this::add).exceptionally(this::fail).toCompletableFuture();
      if (!more.isDone()) {
        CompletableFuture<?> unused = more.thenAccept(this::advanceIf);
        return;
      }
      if (!more.join()) {
        return;
      }
    }
  }

  private void advanceIf(boolean more) {
    if (more) {
      advance();
    }
  }

  private CompletionStage<Optional<Long>> step() {
    return CompletableFuture.completedStage(batches)
        .thenCompose(Batches::next)
        .thenCompose(
            batch ->
                batch
                    .map(keys -> count.apply(keys).thenApply(Optional::of))
                    .orElseGet(() -> CompletableFuture.completedStage(Optional.empty())));
  }

  /** Takes a number in; tells whether there may be more. */
  private boolean add(Optional<Long> number) {
    if (number.isEmpty()) {
      sum.complete(soFar);
      return false;
    }
    soFar += number.get();
    return true;
  }

  private boolean fail(Throwable failure) {
    sum.completeExceptionally(failure);
    return false;
  }
}
