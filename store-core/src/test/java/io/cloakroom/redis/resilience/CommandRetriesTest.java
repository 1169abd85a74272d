package io.cloakroom.redis.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisUnreachableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When there is time for another attempt. */
class CommandRetriesTest {

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger attempts = new AtomicInteger();
  private final Resilience.Options options = Resilience.builder().options();
  private final CommandRetries retries =
      new CommandRetries(options, new CommandGuard(options), CallerContext.NONE, nanos::get);

  @Test
  void whatFailsAtOnceIsRepeated() {
    fail(Duration.ofMillis(200));

    assertThat(attempts).hasValue(3);
  }

  @Test
  void whatFailsLateIsNotRepeated() {
    fail(Duration.ofMillis(201));

    assertThat(attempts).hasValue(1);
  }

  private void fail(Duration after) {
    assertThat(retries.run(() -> unreachableAfter(after)))
        .failsWithin(10, TimeUnit.SECONDS)
        .withThrowableThat()
        .withCauseInstanceOf(RedisUnreachableException.class);
  }

  private CompletionStage<String> unreachableAfter(Duration duration) {
    attempts.incrementAndGet();
    nanos.addAndGet(duration.toNanos());
    return CompletableFuture.failedStage(new RedisUnreachableException("away", null));
  }
}
