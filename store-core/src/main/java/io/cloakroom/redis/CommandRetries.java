package io.cloakroom.redis;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RateLimiter;
import dev.failsafe.RetryPolicy;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Repeats commands that can't reach a server. The first attempt is made by the caller, without a
 * hop; only once it has failed does Failsafe take over, for which it is the first of its attempts.
 */
final class CommandRetries {

  private static final Duration LONGEST = Duration.ofMillis(200);

  private final CommandGuard guard;
  private final FailsafeExecutor<Object> retries;
  private final RateLimiter<Object> budget;
  private final boolean enabled;
  private final LongSupplier nanos;

  /**
   * @param nanos the time in nanoseconds, as {@link System#nanoTime} gives it
   */
  CommandRetries(Resilience.Builder options, CommandGuard guard, LongSupplier nanos) {
    this.guard = guard;
    this.nanos = nanos;
    this.enabled = options.retries > 0;
    this.budget =
        RateLimiter.burstyBuilder(options.retriesPerSecond, Duration.ofSeconds(1)).build();
    this.retries =
        Failsafe.with(
            RetryPolicy.builder()
                .handleIf(this::isWorthRepeating)
                .withMaxRetries(options.retries)
                .withBackoff(10, 100, ChronoUnit.MILLIS)
                .withJitter(0.5)
                .withMaxDuration(LONGEST)
                .build());
  }

  /**
   * For a command that can be carried out twice without harm. One that failed late, because a
   * server did not let it connect, say, has used up the time for another attempt.
   */
  <T> CompletionStage<T> run(Supplier<CompletionStage<T>> command) {
    if (!enabled) {
      return guard.run(command);
    }
    long start = nanos.getAsLong();
    return guard.run(command).exceptionallyCompose(failure -> again(failure, start, command));
  }

  private <T> CompletionStage<T> again(
      Throwable failure, long start, Supplier<CompletionStage<T>> command) {
    if (!(CommandGuard.cause(failure) instanceof RedisUnreachableException unreachable)
        || nanos.getAsLong() - start > LONGEST.toNanos()) {
      return CompletableFuture.failedStage(failure);
    }
    return retries.getStageAsync(
        attempt ->
            attempt.isFirstAttempt()
                ? CompletableFuture.<T>failedStage(unreachable)
                : guard.run(command));
  }

  private boolean isWorthRepeating(Throwable failure) {
    return CommandGuard.cause(failure) instanceof RedisUnreachableException
        && guard.isClosed()
        && budget.tryAcquirePermit();
  }
}
