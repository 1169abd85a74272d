package io.cloakroom.redis;

import dev.failsafe.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets commands through to Redis as long as it answers. */
final class CommandGuard {

  private static final Logger LOG = LoggerFactory.getLogger(Resilience.class);

  private static final Duration SILENCE = Duration.ofMillis(100);
  private static final Duration PERIOD = Duration.ofSeconds(10);
  private static final int FAILURE_PERCENT = 50;

  private final CircuitBreaker<Object> breaker;
  private final int maxWaiting;
  private final LongSupplier nanos;
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile long heardAt;

  /**
   * @param nanos the time in nanoseconds, as {@link System#nanoTime} gives it
   */
  CommandGuard(Resilience.Builder options, LongSupplier nanos) {
    this.breaker =
        CircuitBreaker.builder()
            .handleIf(CommandGuard::isUnanswered)
            .withFailureRateThreshold(FAILURE_PERCENT, Resilience.WINDOW, PERIOD)
            .withDelay(options.openFor)
            .onOpen(
                opened ->
                    LOG.warn(
                        "Redis does not answer: it is not asked for {}, then tried again",
                        options.openFor))
            .onClose(closed -> LOG.info("Redis answers again"))
            .build();
    this.maxWaiting = options.maxWaiting;
    this.nanos = nanos;
    this.heardAt = nanos.getAsLong();
  }

  /** Whether commands are let through as far as the circuit breaker is concerned. */
  boolean isClosed() {
    return breaker.isClosed();
  }

  <T> CompletionStage<T> run(Supplier<CompletionStage<T>> command) {
    int ahead = waiting.getAndIncrement();
    if (ahead == 0) {
      heardAt = nanos.getAsLong();
    } else if (ahead >= maxWaiting && nanos.getAsLong() - heardAt > SILENCE.toNanos()) {
      waiting.decrementAndGet();
      return refuse(ahead + " commands wait for its answer already (option resilience.maxWaiting)");
    }
    if (!breaker.tryAcquirePermit()) {
      waiting.decrementAndGet();
      return refuse("the commands before this one failed (option resilience.openFor)");
    }
    return sent(command).whenComplete((answer, failure) -> note(failure));
  }

  /** What a port throws is as good as a stage that failed: nothing may skip the accounts. */
  private static <T> CompletionStage<T> sent(Supplier<CompletionStage<T>> command) {
    try {
      return command.get();
    } catch (Throwable e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private void note(@Nullable Throwable failure) {
    waiting.decrementAndGet();
    if (failure == null) {
      heardAt = nanos.getAsLong();
      breaker.recordSuccess();
      return;
    }
    Throwable cause = cause(failure);
    if (!isUnanswered(cause)) {
      heardAt = nanos.getAsLong();
    }
    breaker.recordException(cause);
  }

  private static <T> CompletionStage<T> refuse(String reason) {
    return CompletableFuture.failedStage(
        new RedisUnreachableException("Redis is not asked for now: " + reason, null));
  }

  private static boolean isUnanswered(Throwable failure) {
    return failure instanceof RedisTimeoutException || failure instanceof RedisUnreachableException;
  }

  static Throwable cause(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
    return cause == null ? failure : cause;
  }
}
