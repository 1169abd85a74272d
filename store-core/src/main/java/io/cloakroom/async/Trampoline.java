package io.cloakroom.async;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Runs asynchronous steps one after another. The stack does not grow with their number: steps that
 * end at once run in a loop, and the thread that completes a later one continues it.
 */
interface Trampoline {

  /** Starts the next step; null where there is none. It must not throw. */
  @Nullable CompletionStage<?> next();

  /** Runs all steps, in this thread as long as each has ended when it returns. */
  default void run() {
    runFrom(next());
  }

  /** Runs all steps that follow one that was started already. */
  default void runFrom(@Nullable CompletionStage<?> started) {
    CompletionStage<?> step = started;
    while (step != null) {
      AtomicBoolean met = new AtomicBoolean();
      CompletionStage<?> unused =
          step.whenComplete(
              (result, failure) -> {
                if (!met.compareAndSet(false, true)) {
                  run();
                }
              });
      if (met.compareAndSet(false, true)) {
        return;
      }
      step = next();
    }
  }
}
