package io.cloakroom.tck.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for an order of calls on one key, each at some moment between its beginning and its end,
 * that explains all answers: whether they are linearizable (Wing and Gong; visited states are
 * remembered, after Lowe).
 */
final class KeyOrder {

  private final List<List<Call>> threads;
  private final Set<State> visited = new HashSet<>();

  private KeyOrder(List<List<Call>> threads) {
    this.threads = threads;
  }

  /**
   * A call that was answered.
   *
   * @param begun when it was called, in nanoseconds
   * @param ended when its answer was there
   */
  record Call(KeyCall call, String answer, long begun, long ended) {}

  /** How many calls of each thread have been placed, and which value is there then. */
  private record State(List<Integer> placed, int there) {}

  /**
   * Whether there is such an order.
   *
   * @param threads the calls of each thread, one after another
   * @param there which value was there at the beginning
   */
  static boolean explains(List<List<Call>> threads, int there) {
    return new KeyOrder(threads).isPossible(new int[threads.size()], there);
  }

  private boolean isPossible(int[] placed, int there) {
    List<Integer> at = new ArrayList<>();
    Arrays.stream(placed).forEach(at::add);
    if (!visited.add(new State(at, there))) {
      return false;
    }
    long firstEnd = Long.MAX_VALUE;
    boolean done = true;
    for (int thread = 0; thread < placed.length; thread++) {
      if (placed[thread] < threads.get(thread).size()) {
        done = false;
        firstEnd = Math.min(firstEnd, threads.get(thread).get(placed[thread]).ended());
      }
    }
    if (done) {
      return true;
    }
    for (int thread = 0; thread < placed.length; thread++) {
      if (placed[thread] == threads.get(thread).size()) {
        continue;
      }
      Call next = threads.get(thread).get(placed[thread]);
      if (next.begun() <= firstEnd && next.call().answer(there).equals(next.answer())) {
        placed[thread]++;
        if (isPossible(placed, next.call().left(there))) {
          return true;
        }
        placed[thread]--;
      }
    }
    return false;
  }
}
