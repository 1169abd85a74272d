package io.cloakroom.session;

import io.cloakroom.annotation.CheckReturnValue;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A sequence that is too long for memory, a batch at a time. No command is sent until {@link #next}
 * is called, so that the caller can stop early, and memory holds one batch.
 *
 * @param <T> what it is a sequence of
 */
@FunctionalInterface
@CheckReturnValue
public interface Batches<T> {

  /**
   * Returns the next batch. Call it again only when the stage of the previous call has completed.
   *
   * @return the batch, possibly without elements although others follow; empty at the end
   */
  CompletionStage<Optional<List<T>>> next();

  /** Returns the same sequence with each element converted. */
  default <R> Batches<R> map(Function<? super T, ? extends R> function) {
    return flatMap(
        batch -> CompletableFuture.completedStage(batch.stream().<R>map(function).toList()));
  }

  /**
   * Returns the same sequence, each batch made into another, one after another. Where that fails,
   * the next call tries it again with the same batch.
   */
  default <R> Batches<R> flatMap(Function<? super List<T>, CompletionStage<List<R>>> function) {
    AtomicReference<@Nullable List<T>> untold = new AtomicReference<>();
    return () -> {
      List<T> again = untold.get();
      return (again == null ? next() : CompletableFuture.completedStage(Optional.of(again)))
          .thenCompose(
              batch -> {
                untold.set(batch.orElse(null));
                return batch
                    .map(all -> function.apply(all).thenApply(Optional::of))
                    .orElseGet(() -> CompletableFuture.completedStage(Optional.empty()));
              })
          .thenApply(
              told -> {
                untold.set(null);
                return told;
              });
    };
  }
}
