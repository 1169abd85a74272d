package io.cloakroom.async;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs asynchronous actions one at a time, in the order in which they were asked for. No thread
 * waits, and the stack does not grow with the number of actions that wait.
 */
public final class SerialQueue {

  /** Null until an action has to wait, which is rare. */
  private @Nullable Queue<Task<?>> waiting;

  private boolean busy;

  private record Task<T>(Supplier<CompletionStage<T>> action, CompletableFuture<T> result) {

    CompletionStage<?> start() {
      return AsyncLoop.start(action)
          .whenComplete((value, failure) -> complete(result, value, failure));
    }
  }

  /** Runs an action when all before it have ended, even if they failed. */
  public <T> CompletionStage<T> run(Supplier<CompletionStage<T>> action) {
    synchronized (this) {
      if (busy) {
        return enqueue(action);
      }
      busy = true;
    }
    CompletionStage<T> started = AsyncLoop.start(action);
    if (started.toCompletableFuture().isDone()) {
      runWaiting();
      return started;
    }
    CompletableFuture<T> result = new CompletableFuture<>();
    started.whenComplete(
        (value, failure) -> {
          complete(result, value, failure);
          runWaiting();
        });
    return result;
  }

  private <T> CompletionStage<T> enqueue(Supplier<CompletionStage<T>> action) {
    if (waiting == null) {
      waiting = new ArrayDeque<>();
    }
    Task<T> task = new Task<>(action, new CompletableFuture<>());
    waiting.add(task);
    return task.result();
  }

  private void runWaiting() {
    Trampoline all = this::next;
    all.run();
  }

  private static <T> void complete(
      CompletableFuture<T> result, @Nullable T value, @Nullable Throwable failure) {
    if (failure != null) {
      result.completeExceptionally(failure);
    } else {
      result.complete(value);
    }
  }

  /** Returns whether an action is under way or waits. */
  public synchronized boolean isBusy() {
    return busy;
  }

  private @Nullable CompletionStage<?> next() {
    Task<?> task;
    synchronized (this) {
      task = waiting == null ? null : waiting.poll();
      busy = task != null;
    }
    return task == null ? null : task.start();
  }
}
