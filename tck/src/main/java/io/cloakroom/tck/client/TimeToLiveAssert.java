package io.cloakroom.tck.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.TimeToLive;
import java.time.Duration;
import java.util.function.Supplier;

/** Looks at TTLs to the millisecond, although time goes on. */
public final class TimeToLiveAssert {

  /** Two clocks at slightly different speeds, each cut to whole milliseconds. */
  private static final Duration CLOCK_SKEW = Duration.ofMillis(5);

  private TimeToLiveAssert() {}

  /** Asserts that what is left is the whole TTL, but for the time that this took. */
  public static void assertTtl(Runnable write, Supplier<TimeToLive> look, Duration ttl) {
    long start = System.nanoTime();
    write.run();
    TimeToLive found = look.get();
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    assertThat(found)
        .isInstanceOfSatisfying(
            TimeToLive.Remaining.class,
            left ->
                assertThat(left.duration()).isBetween(ttl.minus(elapsed).minus(CLOCK_SKEW), ttl));
  }
}
