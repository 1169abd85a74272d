package io.cloakroom.redis.resilience;

import dev.failsafe.CircuitBreaker;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.StageFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets commands through to Redis as long as it answers. */
final class CommandGuard {

  private static final Logger LOG = LoggerFactory.getLogger(Resilience.class);

  private static final Duration PERIOD = Duration.ofSeconds(10);
  private static final int FAILURE_PERCENT = 50;

  private final CircuitBreaker<Object> breaker;
  private final int maxWaiting;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong rejected = new AtomicLong();

  /** Whether the last command that has ended got no answer. */
  private volatile boolean silent;

  CommandGuard(Resilience.Options options) {
    this.breaker =
        CircuitBreaker.builder()
            .handleIf(CommandGuard::isUnanswered)
            .withFailureRateThreshold(FAILURE_PERCENT, Resilience.WINDOW, PERIOD)
            .withSuccessThreshold(1)
            .withDelay(options.openFor())
            .onOpen(
                opened ->
                    LOG.warn(
                        "Redis does not answer: it is not asked for {}, then tried again",
                        options.openFor()))
            .onClose(closed -> LOG.info("Redis answers again"))
            .build();
    this.maxWaiting = options.maxWaiting();
  }

  CircuitStatus status() {
    CircuitState state =
        switch (breaker.getState()) {
          case CLOSED -> CircuitState.CLOSED;
          case OPEN -> CircuitState.OPEN;
          case HALF_OPEN -> CircuitState.HALF_OPEN;
        };
    return new CircuitStatus(state, waiting.get(), rejected.get());
  }

  /** Returns whether commands are let through as far as the circuit breaker is concerned. */
  boolean isClosed() {
    return breaker.isClosed();
  }

  <T> CompletionStage<T> run(Supplier<CompletionStage<T>> command) {
    int ahead = waiting.getAndIncrement();
    if (silent && ahead >= maxWaiting) {
      waiting.decrementAndGet();
      return refuse(ahead + " commands wait for its answer already (option resilience.maxWaiting)");
    }
    if (!breaker.tryAcquirePermit()) {
      waiting.decrementAndGet();
      return refuse("the commands before this one failed (option resilience.openFor)");
    }
    return sent(command).whenComplete((answer, failure) -> note(failure));
  }

  /** Turns what a port throws into a failed stage, so that every command is counted. */
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
      silent = false;
      breaker.recordSuccess();
      return;
    }
    Throwable cause = StageFailure.cause(failure);
    silent = isUnanswered(cause);
    breaker.recordException(cause);
  }

  private <T> CompletionStage<T> refuse(String reason) {
    rejected.incrementAndGet();
    return CompletableFuture.failedStage(
        new RedisUnreachableException("Redis is not called for now: " + reason, null));
  }

  private static boolean isUnanswered(Throwable failure) {
    return failure instanceof RedisTimeoutException || failure instanceof RedisUnreachableException;
  }
}
