package io.cloakroom.redis.adapter;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that deliver the answers of asynchronous clients, and the one that watches their
 * time; the same for every adapter in the JVM. A client's I/O thread serves all connections, so it
 * must neither decode sessions nor run users' code. The pool adds threads if some wait for another
 * stage, and all of its threads end when there is nothing to do.
 */
final class CallbackThreads {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static final ForkJoinPool POOL =
      new ForkJoinPool(
          Math.max(2, Runtime.getRuntime().availableProcessors()),
          CallbackThreads::worker,
          null,
          true);

  private static final ScheduledThreadPoolExecutor TIMER = timer();

  /**
   * How often the timer wakes up while there are commands. Without these ticks, the command whose
   * time ends first would wake it twice for nothing, because nearly every command is answered long
   * before its time is over.
   */
  private static final long TICK_MILLIS = 50;

  private static final AtomicBoolean TICKING = new AtomicBoolean();

  /** Whether an alarm was set since the last tick. */
  private static volatile boolean used;

  private CallbackThreads() {}

  static Executor executor() {
    return POOL;
  }

  /**
   * Runs a task on one of these threads when a time is over.
   *
   * @return removes the task
   */
  static Runnable after(Duration time, Runnable task) {
    used = true;
    if (!TICKING.get() && TICKING.compareAndSet(false, true)) {
      tick();
    }
    Future<?> alarm =
        TIMER.schedule(() -> POOL.execute(task), time.toNanos(), TimeUnit.NANOSECONDS);
    return () -> alarm.cancel(false);
  }

  /** Ticks until a tick finds that there was nothing to do. */
  private static void tick() {
    if (used) {
      used = false;
      Future<?> unused = TIMER.schedule(CallbackThreads::tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
    } else {
      TICKING.set(false);
    }
  }

  private static ForkJoinWorkerThread worker(ForkJoinPool pool) {
    ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
    thread.setName("cloakroom-callbacks-" + NUMBER.incrementAndGet());
    return thread;
  }

  private static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "cloakroom-timer");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(10, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    return timer;
  }
}
