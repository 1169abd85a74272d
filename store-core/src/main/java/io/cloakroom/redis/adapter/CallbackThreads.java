package io.cloakroom.redis.adapter;

import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
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
 * must neither decode sessions nor run users' code. There are as many threads as processors; the
 * pool adds some if they wait for another stage, and {@link SpareThreads} take over while all are
 * busy with something else. All of them end when there is nothing to do.
 */
final class CallbackThreads {

  /** More than these are not announced to the pool, so that its queue does not grow. */
  private static final int MOST_ANNOUNCED = 1_024;

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static final ForkJoinPool POOL =
      new ForkJoinPool(
          Math.max(2, Runtime.getRuntime().availableProcessors()),
          CallbackThreads::worker,
          null,
          true);

  private static final Queue<Runnable> WAITING = new ConcurrentLinkedQueue<>();
  private static final AtomicInteger ANNOUNCED = new AtomicInteger();
  private static final SpareThreads SPARE = new SpareThreads(WAITING, CallbackThreads::named);
  private static final ScheduledThreadPoolExecutor TIMER = timer();

  private CallbackThreads() {}

  static Executor executor() {
    return CallbackThreads::execute;
  }

  private static void execute(Runnable task) {
    WAITING.add(task);
    if (ANNOUNCED.get() < MOST_ANNOUNCED) {
      ANNOUNCED.incrementAndGet();
      POOL.execute(CallbackThreads::runNext);
    }
    SPARE.runIfNeeded();
    Alarm.keepTicking();
  }

  /** Runs one task, and those that were not announced. */
  private static void runNext() {
    SPARE.areNotNeeded();
    ANNOUNCED.decrementAndGet();
    Runnable task = WAITING.poll();
    while (task != null) {
      task.run();
      task = ANNOUNCED.get() == 0 ? WAITING.poll() : null;
    }
  }

  /** Runs a task on one of these threads when a time is over. */
  static void after(Duration time, Runnable task) {
    Future<?> unused = TIMER.schedule(() -> execute(task), time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Runs a task on one of these threads when a time is over, or a little later.
   *
   * @return removes the task
   */
  static Runnable alarm(Duration time, Runnable task) {
    return Alarm.in(time, task);
  }

  private static <T extends Thread> T named(T thread) {
    thread.setName("cloakroom-callbacks-" + NUMBER.incrementAndGet());
    return thread;
  }

  private static ForkJoinWorkerThread worker(ForkJoinPool pool) {
    return named(ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool));
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

  /**
   * What is to be done if a command is not answered in time. Nearly every command is; so an alarm
   * costs little to set and to remove: the timer has no queue of them, but looks at all of them
   * again and again while there are any. It also looks whether the tasks that wait are begun.
   */
  private static final class Alarm implements Runnable {

    private static final long TICK_MILLIS = 20;
    private static final Set<Alarm> ALL = ConcurrentHashMap.newKeySet();
    private static final AtomicBoolean TICKING = new AtomicBoolean();

    private final long end;
    private final Runnable task;

    private Alarm(long end, Runnable task) {
      this.end = end;
      this.task = task;
    }

    static Alarm in(Duration time, Runnable task) {
      Alarm alarm = new Alarm(System.nanoTime() + time.toNanos(), task);
      ALL.add(alarm);
      keepTicking();
      return alarm;
    }

    static void keepTicking() {
      if (!TICKING.get() && TICKING.compareAndSet(false, true)) {
        tickLater();
      }
    }

    /** Where no thread can be had for the timer, whoever comes next tries again. */
    private static void tickLater() {
      try {
        Future<?> unused = TIMER.schedule(Alarm::tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (Throwable e) {
        TICKING.set(false);
        throw e;
      }
    }

    private static void tick() {
      try {
        SPARE.watch();
        long now = System.nanoTime();
        ALL.stream().filter(alarm -> alarm.end - now <= 0).forEach(Alarm::ring);
      } finally { // those that could not be begun are tried again
        goOnTicking();
      }
    }

    private static void goOnTicking() {
      if (isNeeded()) {
        tickLater();
        return;
      }
      TICKING.set(false);
      if (isNeeded()) {
        keepTicking(); // one was set meanwhile
      }
    }

    private static boolean isNeeded() {
      return !ALL.isEmpty() || !WAITING.isEmpty();
    }

    private void ring() {
      if (ALL.remove(this)) {
        execute(task);
      }
    }

    /** Removes it. */
    @Override
    public void run() {
      ALL.remove(this);
    }

    /** Cheaper than the one of the object's identity, and nearly as different. */
    @Override
    public int hashCode() {
      return Long.hashCode(end);
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }
  }
}
