package io.cloakroom.redis.adapter;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.CompareAndSet.Outcome;
import io.cloakroom.redis.TimeToLive;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Writes by a command whose condition is the value that is there ({@code SET key value IFEQ
 * expected}), as Valkey 8.1, Redis 8.4 and later do. Other servers are asked once, and run a script
 * from then on; so does a server that takes the place of a newer one.
 *
 * @see <a href="https://valkey.io/commands/set/">IFEQ</a>
 */
final class ComparedWrites<M> {

  private static final byte[] NOTHING = {};

  /** A time that is over for every server. */
  private static final long EXPIRED = 1;

  private final CommandRunner<M> runner;
  private final Fallback ifeq = new Fallback();

  ComparedWrites(CommandRunner<M> runner) {
    this.runner = runner;
  }

  CompletionStage<Outcome> set(
      byte[] name,
      byte[] expected,
      byte[] value,
      Optional<Duration> ttl,
      Deadline deadline,
      Supplier<CompletionStage<Outcome>> script) {
    return ifeq.triedIfKnown(
        () -> {
          RawCommand set = set(name, value, expected, deadline);
          if (ttl.isPresent()) {
            set.add("PX").add(TimeToLive.toMillis(ttl.get()));
          }
          return sent(set, name, deadline);
        },
        script);
  }

  /**
   * {@code DELIFEQ} and {@code DELEX} are younger than {@code IFEQ} and not the same in Valkey and
   * Redis. A value that has expired already is removed by both.
   */
  CompletionStage<Outcome> delete(
      byte[] name, byte[] expected, Deadline deadline, Supplier<CompletionStage<Outcome>> script) {
    return ifeq.triedIfKnown(
        () -> sent(set(name, NOTHING, expected, deadline).add("PXAT").add(EXPIRED), name, deadline),
        script);
  }

  private static RawCommand set(byte[] name, byte[] value, byte[] expected, Deadline deadline) {
    return new RawCommand("SET", false, deadline).key(name).add(value).add("IFEQ").add(expected);
  }

  private CompletionStage<Outcome> sent(RawCommand set, byte[] name, Deadline deadline) {
    return runner
        .run(set)
        .thenCompose(
            reply ->
                Reply.isDone(reply)
                    ? CompletableFuture.completedStage(new CompareAndSet.Applied())
                    : found(name, deadline));
  }

  private CompletionStage<Outcome> found(byte[] name, Deadline deadline) {
    return runner
        .run(new RawCommand("GET", true, deadline).key(name))
        .thenApply(
            reply ->
                Reply.value(reply)
                    .<Outcome>map(CompareAndSet.Conflict::new)
                    .orElseGet(CompareAndSet.Missing::new));
  }
}
