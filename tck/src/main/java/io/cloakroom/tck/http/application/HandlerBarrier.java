package io.cloakroom.tck.http.application;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where a handler waits until the test lets it go on, so that no test sleeps. Open to begin with.
 */
public final class HandlerBarrier {

  /** Fewer than a test has visitors. */
  private static final int THREADS = 4;

  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** Until when a change is refused: many answers are looked at, so a fault must not take long. */
  private static final Duration REFUSED_WITHIN = Duration.ofSeconds(6);

  /** Whose threads live longer than the requests that they were begun for. */
  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          LIMIT.toSeconds(),
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          HandlerBarrier::ofPool);

  private volatile CompletableFuture<Boolean> arrived = new CompletableFuture<>();
  private volatile CountDownLatch opened = new CountDownLatch(0);
  private volatile CompletableFuture<Refusal> refusal = new CompletableFuture<>();

  /** Made for one application. */
  public HandlerBarrier() {
    pool.allowCoreThreadTimeOut(true);
  }

  private static Thread ofPool(Runnable task) {
    Thread thread = new Thread(task, "of the application's pool");
    thread.setDaemon(true);
    return thread;
  }

  /** Returns where the application does what goes on after a handler has returned. */
  Executor pool() {
    return pool;
  }

  /**
   * How an action that was repeated was refused in the end.
   *
   * @param accepted how often it was not before
   */
  public record Refusal(int accepted, RuntimeException reason) {}

  /** From now on the next handler waits. */
  public void shut() {
    arrived = new CompletableFuture<>();
    opened = new CountDownLatch(1);
  }

  /** Returns when a handler stands at the gate. */
  public void awaitArrival() {
    awaitArrivalOr(arrived);
  }

  /** The same, or when the response that is under way has come without it. */
  public void awaitArrivalOr(CompletableFuture<?> response) {
    try {
      CompletableFuture.anyOf(arrived, response.handle((answer, failure) -> true))
          .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("No handler came to the gate within " + LIMIT, e);
    }
  }

  /** Lets handlers pass. */
  public void open() {
    opened.countDown();
  }

  /** Passes, once the gate is open. */
  void pass() {
    arrived.complete(true);
    await(opened, "The test did not open the gate");
  }

  /** Repeats an action on another thread, from when the gate is open until it is refused. */
  void afterwards(Runnable action) {
    CompletableFuture<Refusal> outcome = new CompletableFuture<>();
    refusal = outcome;
    Thread thread =
        new Thread(
            () -> {
              await(opened, "The test did not open the gate");
              long end = System.nanoTime() + REFUSED_WITHIN.toNanos();
              for (int accepted = 0; System.nanoTime() < end; accepted++) {
                try {
                  action.run();
                } catch (RuntimeException e) {
                  outcome.complete(new Refusal(accepted, e));
                  return;
                }
              }
            },
            "after the response");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns how the last action {@link #afterwards} was refused. */
  public Refusal awaitRefusal() {
    try {
      return refusal.get(REFUSED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError(
          "A change of the session was accepted for " + REFUSED_WITHIN + " after the response", e);
    }
  }

  private static void await(CountDownLatch latch, String otherwise) {
    try {
      if (!latch.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(otherwise + " within " + LIMIT);
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("Interrupted at the gate", e);
  }
}
