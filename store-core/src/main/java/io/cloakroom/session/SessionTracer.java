package io.cloakroom.session;

import io.cloakroom.redis.resilience.CallerContext;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Follows the work for one request through its stages, as traces need it. Every method that gets
 * work calls it exactly once and returns its result, and no method throws an exception of its own.
 *
 * @see RedisSessionStoreBuilder#tracer
 * @see io.cloakroom.metrics.SessionTraces
 */
public interface SessionTracer extends CallerContext {

  /** What an engine does with the session of a request. */
  enum Step {
    /** The session is looked up. */
    LOAD,

    /** What the request changed is written. */
    COMMIT
  }

  /** Follows nothing. */
  SessionTracer NONE =
      new SessionTracer() {
        @Override
        public <T> CompletionStage<T> step(Step step, Supplier<CompletionStage<T>> work) {
          return work.get();
        }

        @Override
        public <T> CompletionStage<T> command(Supplier<CompletionStage<T>> command) {
          return command.get();
        }

        @Override
        public void commandSent() {}

        @Override
        public <A, T> Function<A, T> carry(Function<A, T> work) {
          return work;
        }
      };

  /** Takes one of the steps, which ends when the returned stage does. */
  <T> CompletionStage<T> step(Step step, Supplier<CompletionStage<T>> work);

  /** Follows a command, its retries included, for the step that is under way in this thread. */
  <T> CompletionStage<T> command(Supplier<CompletionStage<T>> command);

  /**
   * Called when a command is about to be sent to Redis for the step that is under way in this
   * thread, and each time that it is tried again.
   */
  void commandSent();

  /** Returns work that belongs to the step of this thread, whichever thread does it later. */
  @Override
  <A, T> Function<A, T> carry(Function<A, T> work);
}
