package io.cloakroom.session;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

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
}
