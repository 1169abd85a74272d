package io.cloakroom.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Measures several ways of doing the same by turns and in CPU time, so that a machine that is busy
 * with something else slows all of them alike: for ratios where JMH, which runs one after the
 * other, would compare a quiet minute with a noisy one.
 */
final class ByTurns {

  private static final int ROUNDS = 60;
  private static final int WARM_UP = 40;
  private static final long ROUND_NANOS = 30_000_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** What is measured; its result is kept, so that it can't be left out. */
  @FunctionalInterface
  interface Work {
    Object run() throws Exception;
  }

  private static volatile Object unusedResult;

  private ByTurns() {}

  /** Nanoseconds of each: the lower quartile of its rounds. */
  static Map<String, Double> nanos(Map<String, Work> ways) throws Exception {
    Map<String, double[]> rounds = new LinkedHashMap<>();
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      for (Map.Entry<String, Work> way : ways.entrySet()) {
        double nanos = nanos(way.getValue());
        if (round >= 0) {
          rounds.computeIfAbsent(way.getKey(), name -> new double[ROUNDS])[round] = nanos;
        }
      }
    }
    Map<String, Double> result = new LinkedHashMap<>();
    rounds.forEach(
        (name, measured) -> {
          Arrays.sort(measured);
          result.put(name, measured[ROUNDS / 4]);
        });
    return result;
  }

  private static double nanos(Work work) throws Exception {
    long start = THREADS.getCurrentThreadCpuTime();
    long end;
    int times = 0;
    do {
      for (int i = 0; i < 100; i++) {
        unusedResult = work.run();
      }
      times += 100;
      end = THREADS.getCurrentThreadCpuTime();
    } while (end - start < ROUND_NANOS);
    return (double) (end - start) / times;
  }
}
