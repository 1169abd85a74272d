package io.cloakroom.session;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A sequence too long to hold, a batch at a time. Nothing is asked of Redis until {@link #next} is
 * called, so that one can stop early and memory holds one batch.
 *
 * @param <T> what it is a sequence of
 */
@FunctionalInterface
public interface Batches<T> {

  /**
   * The next batch. To be called again when the stage of the call before has completed.
   *
   * @return the batch, possibly without elements although others follow; empty at the end
   */
  CompletionStage<Optional<List<T>>> next();

  /** The same sequence, each element made into another. */
  default <R> Batches<R> map(Function<? super T, ? extends R> function) {
    return () ->
        next().thenApply(batch -> batch.map(all -> all.stream().<R>map(function).toList()));
  }

  /** The same sequence, each batch made into another, one after another. */
  default <R> Batches<R> flatMap(Function<? super List<T>, CompletionStage<List<R>>> function) {
    return () ->
        next()
            .thenCompose(
                batch ->
                    batch
                        .map(all -> function.apply(all).thenApply(Optional::of))
                        .orElseGet(() -> CompletableFuture.completedStage(Optional.empty())));
  }
}
