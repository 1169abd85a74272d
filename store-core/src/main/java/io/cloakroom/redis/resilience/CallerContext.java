package io.cloakroom.redis.resilience;

import java.util.function.Function;

/** Passes a thread's context, such as the current span, to work that other threads do for it. */
@FunctionalInterface
public interface CallerContext {

  /** Passes nothing. */
  CallerContext NONE =
      new CallerContext() {
        @Override
        public <A, T> Function<A, T> carry(Function<A, T> work) {
          return work;
        }
      };

  /** Returns work that has this thread's context, whichever thread does it later. */
  <A, T> Function<A, T> carry(Function<A, T> work);
}
