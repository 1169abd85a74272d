package io.cloakroom.tck.model;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.client.ConcurrentTasks;
import io.cloakroom.tck.client.StageResults;
import io.cloakroom.tck.model.KeyCall.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Threads that call any method with one key at the same time, through several ports on one server.
 * Their answers must be those of some order in which the calls could have been carried out, one at
 * a time.
 */
public final class KeyRace {

  private static final int THREADS = 4;
  private static final int CALLS = 6;

  /** What changes the key is drawn more often. */
  private static final List<Kind> KINDS =
      Stream.concat(
              Stream.of(Kind.values()),
              Stream.of(
                  Kind.SET,
                  Kind.SET_IF_ABSENT,
                  Kind.SET_IF_PRESENT,
                  Kind.COMPARE_AND_SET,
                  Kind.COMPARE_AND_DELETE,
                  Kind.DELETE))
          .toList();

  private final RunningPorts ports;
  private final CyclicBarrier barrier = new CyclicBarrier(THREADS);
  private final String prefix = "cloakroom-tck:" + UUID.randomUUID() + ":";

  private KeyRace(RunningPorts ports) {
    this.ports = ports;
  }

  /**
   * Lets the threads race, each time over another key.
   *
   * @throws io.cloakroom.tck.report.ClauseViolation if no order explains the answers of a race
   */
  public static void run(RunningPorts ports, long seed, int races) throws Exception {
    new KeyRace(ports).run(seed, races);
  }

  private void run(long seed, int races) throws Exception {
    try {
      for (int race = 0; race < races; race += 2) {
        answer(ports.ports().get(0).set(key(race), KeyCall.bytes(1), SetOptions.always()));
      }
      List<List<List<KeyOrder.Call>>> threads =
          ConcurrentTasks.run(
              IntStream.range(0, THREADS)
                  .<Callable<List<List<KeyOrder.Call>>>>mapToObj(
                      thread -> () -> race(thread, new Random(seed * THREADS + thread), races))
                  .toList());
      for (int race = 0; race < races; race++) {
        int number = race;
        check(threads.stream().map(all -> all.get(number)).toList(), race % 2 == 0 ? 1 : 0);
      }
    } finally {
      ports.redis().clear(prefix);
    }
  }

  /** One thread's calls in all races. */
  private List<List<KeyOrder.Call>> race(int thread, Random random, int races) throws Exception {
    RedisCommands port = ports.ports().get(thread % ports.ports().size());
    List<List<KeyOrder.Call>> all = new ArrayList<>();
    for (int race = 0; race < races; race++) {
      List<KeyOrder.Call> calls = new ArrayList<>();
      int known = 1;
      barrier.await();
      for (int i = 0; i < CALLS; i++) {
        KeyCall call =
            new KeyCall(KINDS.get(random.nextInt(KINDS.size())), known, 2 + thread * CALLS + i);
        long begun = System.nanoTime();
        String answer = answer(call.on(port, key(race)));
        calls.add(new KeyOrder.Call(call, answer, begun, System.nanoTime()));
        int next = call.known(answer);
        known = next == 0 ? known : next;
      }
      all.add(calls);
    }
    return all;
  }

  private <T> T answer(CompletionStage<T> stage) {
    return StageResults.answer(stage, ports.timeout());
  }

  private static void check(List<List<KeyOrder.Call>> threads, int there) {
    if (!KeyOrder.explains(threads, there)) {
      String said =
          threads.stream()
              .flatMap(List::stream)
              .sorted(Comparator.comparingLong(KeyOrder.Call::begun))
              .map(call -> describe(call, threads))
              .collect(Collectors.joining("\n"));
      throw Words.broken(
          "P21",
          "no order of these calls on one key, at whose beginning %s was there, explains all of"
                  .formatted(there == 0 ? "nothing" : "value " + there)
              + " their answers:\n"
              + said);
    }
  }

  private static String describe(KeyOrder.Call call, List<List<KeyOrder.Call>> threads) {
    long first =
        threads.stream().mapToLong(calls -> calls.get(0).begun()).min().orElse(call.begun());
    int thread =
        IntStream.range(0, threads.size())
            .filter(i -> threads.get(i).contains(call))
            .findFirst()
            .orElse(0);
    return "  thread %s, from %s to %s µs: %s answers %s"
        .formatted(
            thread + 1,
            (call.begun() - first) / 1_000,
            (call.ended() - first) / 1_000,
            call.call(),
            call.answer());
  }

  private String key(int race) {
    return prefix + race;
  }
}
