package io.cloakroom.redis.adapter;

import java.util.Queue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Threads that begin what waits while all others are busy: with code of an application that
 * computes, or waits for a database. Otherwise a few slow requests would hold up the sessions of
 * all others, and the end of their commands' time as well.
 */
final class SpareThreads {

  /** As many as web servers have for requests. */
  private static final int MOST = 250;

  private final Queue<Runnable> waiting;
  private final ThreadPoolExecutor threads;
  private @Nullable Runnable firstBefore;
  private volatile boolean needed;

  /**
   * @param waiting the tasks, which others run as well
   */
  SpareThreads(Queue<Runnable> waiting, UnaryOperator<Thread> named) {
    this.waiting = waiting;
    this.threads =
        new ThreadPoolExecutor(
            0,
            MOST,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = named.apply(new Thread(task));
              thread.setDaemon(true);
              // as those of the pool, and not of whoever needed the first one
              thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
              return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy()); // all are busy; the task waits
  }

  /** Takes over, if nobody has begun the first task since the last time. One thread asks. */
  void watch() {
    Runnable first = waiting.peek();
    if (first != null && first == firstBefore) {
      needed = true;
      waiting.stream().limit(MOST).forEach(task -> runIfNeeded());
    }
    firstBefore = first;
  }

  void areNotNeeded() {
    if (needed) {
      needed = false;
    }
  }

  /** Has a task begun at once, while the others are busy. */
  void runIfNeeded() {
    if (needed) {
      threads.execute(this::runNext);
    }
  }

  private void runNext() {
    for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
      task.run();
    }
  }
}
