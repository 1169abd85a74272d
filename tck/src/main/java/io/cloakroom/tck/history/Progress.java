package io.cloakroom.tck.history;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** How far a {@link Workload} has come, and what each of its clients waits for. */
final class Progress {

  private final AtomicLong time = new AtomicLong();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicInteger strikes = new AtomicInteger();
  private final Map<Integer, Call> running = new ConcurrentSkipListMap<>();
  private final int operations;
  private final Duration limit;
  private final long deadline;
  private final Queue<Violation> broken = new ConcurrentLinkedQueue<>();

  /** A call that has no answer yet. */
  private record Call(Verb verb, String id, long since) {

    String waiting(int client) {
      Duration waited = Duration.ofNanos(System.nanoTime() - since);
      return "client %s has waited for %s of %s for %s ms"
          .formatted(client, verb, id, waited.toMillis());
    }
  }

  /**
   * @param operations how many have to be done, at least
   * @param limit how long that may take
   */
  Progress(int operations, Duration limit) {
    this.operations = operations;
    this.limit = limit;
    this.deadline = System.nanoTime() + limit.toNanos();
  }

  /** What all clients take their moments from. */
  AtomicLong time() {
    return time;
  }

  void begins(int client, Verb verb, String id) {
    running.put(client, new Call(verb, id, System.nanoTime()));
  }

  /**
   * Notes the end of a call.
   *
   * @param answered whether it counts: while a server is away, calls fail by the hundred
   */
  void ended(int client, boolean answered) {
    running.remove(client);
    if (answered) {
      done.incrementAndGet();
    }
  }

  void struck() {
    strikes.incrementAndGet();
  }

  /** Ends the run: a client has met what no client should. */
  void breaks(Violation violation) {
    broken.add(violation);
  }

  /** Whether enough was done, and went wrong meanwhile; or nothing more should be done. */
  boolean isOver() {
    return isBroken() || isLate() || (done.get() >= operations && strikes.get() > 0);
  }

  /** Whether a client has met what no client should. */
  boolean isBroken() {
    return !broken.isEmpty();
  }

  /** What no client should meet, and one has met. */
  List<Violation> violations() {
    return List.copyOf(broken);
  }

  /** How long a wait may last. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }

  boolean isLate() {
    return System.nanoTime() - deadline >= 0;
  }

  /** Says what was not done in time, and which calls have no answer. */
  AssertionError late() {
    String waiting =
        running.entrySet().stream()
            .map(call -> "\n  " + call.getValue().waiting(call.getKey()))
            .collect(Collectors.joining());
    return new AssertionError(
        "The history did not end within %s: %s of %s operations are answered, %s faults are over.%s"
            .formatted(limit, done.get(), operations, strikes.get(), waiting));
  }
}
