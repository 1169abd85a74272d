package io.cloakroom.tck.model;

import io.cloakroom.tck.report.ClauseViolation;

/**
 * One run of a sequence, from nothing: what it works on is its own, so that a sequence can be run
 * again.
 *
 * @param <S> a step of the sequence
 */
public interface SequenceRun<S> extends AutoCloseable {

  /**
   * Carries out a step, and compares what it did with the model.
   *
   * @throws ClauseViolation if that differs
   */
  void step(S step);

  /** Compares what only the whole sequence can show, after its last step. */
  default void end() {}

  @Override
  void close();
}
