package io.cloakroom.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cloakroom.redis.SetOptions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MovableClockTest {

  private final MovableClock clock = MovableClock.at(Instant.EPOCH);

  @Test
  void itStandsUntilItIsMoved() {
    assertThat(clock.instant()).isEqualTo(Instant.EPOCH);

    clock.advance(Duration.ofDays(1));

    assertThat(clock.instant()).isEqualTo(Instant.EPOCH.plusSeconds(86_400));
  }

  @Test
  void itDoesNotRunBackwards() {
    assertThatIllegalArgumentException().isThrownBy(() -> clock.advance(Duration.ofNanos(-1)));
  }

  @Test
  void keysExpireWhenItsTimeComes() {
    InMemoryRedisCommands redis = InMemoryRedisCommands.with(clock);
    redis.set("key", new byte[1], SetOptions.always().expiringAfter(Duration.ofMillis(1500)));

    clock.advance(Duration.ofMillis(1499));
    assertThat(redis.get("key").toCompletableFuture().join()).isPresent();

    clock.advance(Duration.ofMillis(1));
    assertThat(redis.get("key").toCompletableFuture().join()).isEmpty();
  }
}
