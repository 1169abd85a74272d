package io.cloakroom.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyspaceTest {

  private final MovableClock clock = MovableClock.atNow();
  private final Keyspace keys = new Keyspace(clock);

  @Test
  void expiredKeysThatNobodyAsksForAreForgotten() {
    for (int i = 0; i < 100_000; i++) {
      keys.put("visitor-" + i, new byte[] {1}, Optional.of(Duration.ofSeconds(1)));
      clock.advance(Duration.ofMillis(1));
    }

    assertThat(keys.size()).isLessThan(5_000);
    assertThat(keys.find("visitor-99999")).isPresent();
    assertThat(keys.find("visitor-0")).isEmpty();
  }
}
