package io.cloakroom.redis.resilience;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RateLimiter;
import dev.failsafe.RetryPolicy;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.StageFailure;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Repeats commands that can't reach a server. The caller makes the first attempt in its own thread.
 * Only if that fails does Failsafe take over, which counts it as its first attempt.
 */
final class CommandRetries {

  private static final Duration LONGEST = Duration.ofMillis(200);

  private final CommandGuard guard;
  private final FailsafeExecutor<Object> retries;
  private final RateLimiter<Object> budget;
  private final boolean enabled;
  private final CallerContext context;
  private final LongSupplier nanos;

  /**
   * @param nanos the time in nanoseconds, as {@link System#nanoTime} gives it
   */
  CommandRetries(
      Resilience.Options options, CommandGuard guard, CallerContext context, LongSupplier nanos) {
    this.guard = guard;
    this.context = context;
    this.nanos = nanos;
    this.enabled = options.retries() > 0;
    this.budget =
        RateLimiter.burstyBuilder(options.retriesPerSecond(), Duration.ofSeconds(1)).build();
    this.retries =
        Failsafe.with(
            RetryPolicy.builder()
                .handleIf(this::isWorthRepeating)
                .withMaxRetries(options.retries())
                .withBackoff(10, 100, ChronoUnit.MILLIS)
                .withJitter(0.5)
                .withMaxDuration(LONGEST)
                .build());
  }

  /**
   * Runs a command that can be carried out twice without harm. An attempt that fails late, for
   * instance because it could not connect, leaves no time for another.
   */
  <T> CompletionStage<T> run(Supplier<CompletionStage<T>> command) {
    if (!enabled) {
      return guard.run(command);
    }
    long start = nanos.getAsLong();
    Function<Object, CompletionStage<T>> attempt = context.carry(any -> guard.run(command));
    return guard.run(command).exceptionallyCompose(failure -> again(failure, start, attempt));
  }

  private <T> CompletionStage<T> again(
      Throwable failure, long start, Function<Object, CompletionStage<T>> attempt) {
    if (!(StageFailure.cause(failure) instanceof RedisUnreachableException unreachable)
        || nanos.getAsLong() - start > LONGEST.toNanos()) {
      return CompletableFuture.failedStage(failure);
    }
    return retries.getStageAsync(
        execution ->
            execution.isFirstAttempt()
                ? CompletableFuture.<T>failedStage(unreachable)
                : attempt.apply(execution));
  }

  private boolean isWorthRepeating(Throwable failure) {
    return StageFailure.cause(failure) instanceof RedisUnreachableException
        && guard.isClosed()
        && budget.tryAcquirePermit();
  }
}
