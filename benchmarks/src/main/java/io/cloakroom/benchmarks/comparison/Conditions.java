package io.cloakroom.benchmarks.comparison;

import io.cloakroom.benchmarks.comparison.Contender.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import redis.clients.jedis.RedisClient;

/**
 * Compares the store with the same commands by hand under many conditions: sizes of sessions,
 * numbers of callers, platform and virtual threads, TLS, and a Redis that is further away. Both
 * ways work by turns, so that only ratios are compared. Writes a section of the page.
 */
public final class Conditions {

  private static final String SECTION = "## Under other conditions";
  private static final int ROUNDS = Integer.getInteger("rounds", 9);
  private static final int WARM_UP = Integer.getInteger("warmUpRounds", 4);
  private static final long ROUND_MILLIS = Long.getLong("roundMillis", 300);
  private static final List<Integer> CALLERS = List.of(1, 16, 256);
  private static final int HELD_BYTES = 20_000_000;

  private final StringBuilder ratios = new StringBuilder();
  private final StringBuilder held = new StringBuilder();

  private Conditions() {}

  /**
   * Measures and writes.
   *
   * @param arguments the folder to write into, such as {@code docs}
   */
  public static void main(String[] arguments) throws Exception {
    warmUp();
    Conditions all = new Conditions();
    for (Link link : Link.values()) {
      try (RedisClient client = link.open()) {
        for (SessionSize size : SessionSize.values()) {
          all.measure(link, size, new BothWays(client, size));
          client.flushAll();
        }
      }
    }
    all.writeTo(Path.of(arguments.length == 0 ? "docs" : arguments[0], "performance.md"));
    System.exit(0); // clients leave threads behind
  }

  /** A minute, in which the JVM compiles what is measured. */
  private static void warmUp() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CALLERS.get(1));
    try (RedisClient client = Link.PLAIN.open()) {
      for (SessionSize size : SessionSize.values()) {
        BothWays ways = new BothWays(client, size);
        compared(threads, CALLERS.get(1), ways.reading());
        compared(threads, CALLERS.get(1), ways.updating());
        client.flushAll();
      }
    }
    threads.shutdown();
  }

  private void measure(Link link, SessionSize size, BothWays ways) throws Exception {
    for (int callers : CALLERS) {
      for (boolean virtual : hasVirtualThreads() ? new boolean[] {false, true} : new boolean[1]) {
        ExecutorService threads =
            virtual ? virtualThreads() : Executors.newFixedThreadPool(callers);
        String row =
            String.format(
                Locale.ROOT,
                "| %s | %s | %d %s | %s | %s |%n",
                link.label(),
                size.label(),
                callers,
                virtual ? "virtual" : "platform",
                compared(threads, callers, ways.reading()),
                compared(threads, callers, ways.updating()));
        threads.shutdown();
        System.out.print(row);
        ratios.append(row);
      }
    }
    if (link == Link.PLAIN) {
      held.append(
          String.format(Locale.ROOT, "| %s | %,d |%n", size.label(), bytesOfOneHeld(size, ways)));
    }
  }

  /** Compares the second way with the first. */
  private static Ratio compared(ExecutorService threads, int callers, List<Work> ways)
      throws Exception {
    List<Double> ratios = new ArrayList<>();
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      double byHand = perSecond(threads, callers, ways.get(0));
      double ours = perSecond(threads, callers, ways.get(1));
      if (round >= 0) {
        ratios.add(ours / byHand);
      }
    }
    return Ratio.of(ratios);
  }

  private static double perSecond(ExecutorService threads, int callers, Work work)
      throws Exception {
    long start = System.nanoTime();
    long end = start + ROUND_MILLIS * 1_000_000;
    Callable<Long> caller =
        () -> {
          long times = 0;
          while (System.nanoTime() < end || times == 0) {
            work.run();
            times++;
          }
          return times;
        };
    long times = 0;
    for (Future<Long> done : threads.invokeAll(Collections.nCopies(callers, caller))) {
      times += done.get();
    }
    return times / ((System.nanoTime() - start) / 1e9);
  }

  /** What the heap grows by for a session that a request holds. */
  private static long bytesOfOneHeld(SessionSize size, BothWays ways) {
    int count = size == SessionSize.HUGE ? HELD_BYTES / 500_000 : HELD_BYTES / 20_000;
    Object[] sessions = new Object[count];
    long before = usedHeap();
    for (int i = 0; i < count; i++) {
      sessions[i] = ways.load();
    }
    long bytes = (usedHeap() - before) / count;
    return sessions[count - 1] == null ? 0 : bytes; // all of them are reachable until here
  }

  private static long usedHeap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static boolean hasVirtualThreads() {
    return Runtime.version().feature() >= 21;
  }

  private static ExecutorService virtualThreads() throws ReflectiveOperationException {
    return (ExecutorService)
        Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
  }

  private void writeTo(Path page) throws IOException {
    String text = Files.readString(page);
    int start = text.indexOf(SECTION);
    start = start < 0 ? text.indexOf("## Measured") : start;
    int end = text.indexOf("## Measured");
    Files.writeString(page, text.substring(0, start) + section() + text.substring(end));
  }

  private String section() {
    return String.format(
        Locale.ROOT,
        SECTION
            + "%n%nOperations per second of the store over Jedis with 64 connections, beside the"
            + " same commands by hand: median of %d%nrounds of %.1f s, by turns (lowest to"
            + " highest). %d processors, Java %s.%n%n"
            + "| link | session | callers | read | update |%n|---|---|---|---|---|%n%s%n"
            + "What a session takes of the heap while a request holds it and has read one"
            + " attribute:%n%n| session | bytes |%n|---|---|%n%s%n",
        ROUNDS,
        ROUND_MILLIS / 1e3,
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.version"),
        ratios,
        held);
  }
}
