package io.cloakroom.admin;

import io.cloakroom.async.AsyncLoop;
import io.cloakroom.session.Batches;
import io.cloakroom.session.SessionInventory;
import io.cloakroom.session.StoredSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Counts all sessions, and reads some of them for charts: the first that Redis returns, in random
 * order. Only one count runs at a time, and its result is used for {@link #GOOD_FOR}.
 */
final class Census {

  private static final int SAMPLE = 500;

  /** How many records are in memory at a time: they may be large. */
  private static final int READ_AT_A_TIME = 25;

  private static final int KEYS_PER_STEP = 1_000;
  private static final Duration GOOD_FOR = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final SessionInventory inventory;
  private @Nullable CompletableFuture<Result> latest;
  private long begun;
  private boolean outOfDate;

  Census(SessionInventory inventory) {
    this.inventory = inventory;
  }

  /**
   * What a count found.
   *
   * @param count how many sessions there are; a minimum if the count was not finished
   * @param finished false where it was ended because it took too long
   * @param took how long it took
   * @param sample some of them
   */
  record Result(long count, boolean finished, Duration took, List<Measured> sample) {}

  /**
   * What the charts need of a session. The session itself is not kept: its data may be large.
   *
   * @param created when it began; empty where its record does not say
   * @param bytes the size of its record
   */
  record Measured(Optional<Instant> created, int bytes) {

    static Measured of(StoredSession session) {
      return new Measured(session.created(), session.bytes());
    }
  }

  /** Returns the latest count, or a new one if that is old. */
  synchronized CompletionStage<Result> take() {
    CompletableFuture<Result> known = latest;
    if (known != null && (!known.isDone() || isGood(known))) {
      return known;
    }
    begun = System.nanoTime();
    outOfDate = false;
    CompletableFuture<Result> result = count(begun).toCompletableFuture();
    latest = result;
    return result;
  }

  private boolean isGood(CompletableFuture<Result> known) {
    return !outOfDate
        && !known.isCompletedExceptionally()
        && System.nanoTime() - begun < GOOD_FOR.toNanos();
  }

  /** Notes that a session was ended: once no count is running, the next caller gets a new one. */
  synchronized void forget() {
    outOfDate = true;
  }

  private CompletionStage<Result> count(long start) {
    Batches<String> words = inventory.words(KEYS_PER_STEP);
    List<String> sample = new ArrayList<>();
    long[] count = {0};
    CompletionStage<Boolean> walked =
        AsyncLoop.until(
            () ->
                words
                    .next()
                    .thenApply(
                        batch -> {
                          if (batch.isEmpty()) {
                            return Optional.of(true);
                          }
                          count[0] += batch.get().size();
                          batch.get().stream().limit(SAMPLE - sample.size()).forEach(sample::add);
                          return since(start).compareTo(LONGEST) > 0
                              ? Optional.of(false)
                              : Optional.<Boolean>empty();
                        }));
    return walked.thenCompose(
        finished -> {
          Duration took = since(start);
          return measured(sample).thenApply(read -> new Result(count[0], finished, took, read));
        });
  }

  private CompletionStage<List<Measured>> measured(List<String> sample) {
    List<Measured> measured = new ArrayList<>();
    int[] next = {0};
    return AsyncLoop.until(
        () -> {
          if (next[0] >= sample.size()) {
            return CompletableFuture.completedStage(Optional.of(measured));
          }
          int end = Math.min(sample.size(), next[0] + READ_AT_A_TIME);
          List<String> some = sample.subList(next[0], end);
          next[0] = end;
          return inventory
              .read(some)
              .thenApply(
                  read -> {
                    read.stream().map(Measured::of).forEach(measured::add);
                    return Optional.<List<Measured>>empty();
                  });
        });
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
