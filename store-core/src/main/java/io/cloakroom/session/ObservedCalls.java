package io.cloakroom.session;

import io.cloakroom.session.StoreObserver.SaveKind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Tells an observer how long the store's verbs took and how they ended. */
final class ObservedCalls {

  private final StoreObserver observer;

  ObservedCalls(StoreObserver observer) {
    this.observer = observer;
  }

  CompletionStage<Lookup> load(Supplier<CompletionStage<Lookup>> lookup) {
    if (observer == StoreObserver.NONE) {
      return lookup.get();
    }
    long start = System.nanoTime();
    return lookup
        .get()
        .whenComplete(
            (found, failure) -> observer.loaded(LoadOutcome.of(found, failure), since(start)));
  }

  /**
   * Saves a session.
   *
   * @param isNew whether it begins if that succeeds
   */
  CompletionStage<SaveOutcome> save(
      SaveKind kind, boolean isNew, Supplier<CompletionStage<SaveOutcome>> save) {
    if (observer == StoreObserver.NONE) {
      return save.get();
    }
    long start = System.nanoTime();
    return save.get()
        .whenComplete(
            (outcome, failure) -> {
              observer.saved(kind, Optional.ofNullable(outcome), since(start));
              if (isNew && outcome == SaveOutcome.SAVED) {
                observer.sessionBegun();
              }
            });
  }

  /**
   * Removes sessions.
   *
   * @param removal how many it removes
   */
  CompletionStage<Long> remove(Supplier<CompletionStage<Long>> removal) {
    return removal
        .get()
        .thenApply(
            removed -> {
              if (removed > 0) {
                observer.sessionsDestroyed(removed);
              }
              return removed;
            });
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
