package io.cloakroom.http;

import io.cloakroom.async.SerialQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs one action after another, in the order in which they were asked for, and holds no thread
 * while it waits. Actions of one kind that wait next to each other become one action, so that the
 * queue does not grow with the number of calls.
 */
final class ActionQueue {

  /** What an action does; each reads what there is to do when it starts. */
  enum Kind {
    WRITE,
    SAVE,
    TOUCH,
    RELOAD
  }

  private record Waiting(Kind kind, CompletableFuture<Boolean> outcome) {}

  private final SerialQueue actions = new SerialQueue();

  /** The last action that has not started; null where each has. */
  private @Nullable Waiting last;

  /** Runs an action when all before it have ended, whether they succeeded or not. */
  CompletionStage<Boolean> add(Kind kind, Supplier<CompletionStage<Boolean>> work) {
    if (!actions.isBusy()) {
      return actions.run(work);
    }
    Waiting mine = new Waiting(kind, new CompletableFuture<>());
    synchronized (this) {
      if (last != null && last.kind() == kind) {
        return last.outcome().copy();
      }
      last = mine;
    }
    actions
        .run(() -> started(mine, work))
        .whenComplete(
            (result, failure) -> {
              if (failure == null) {
                mine.outcome().complete(result);
              } else {
                mine.outcome().completeExceptionally(failure);
              }
            });
    return mine.outcome().copy();
  }

  /** From now on, what there is to do may be more than this action sees. */
  private CompletionStage<Boolean> started(
      Waiting action, Supplier<CompletionStage<Boolean>> work) {
    synchronized (this) {
      last = action.equals(last) ? null : last;
    }
    return work.get();
  }
}
