package io.cloakroom.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.session.StoreObserver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class StoreMetricsTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final StoreObserver metrics = new StoreMetrics(registry);

  @Test
  void eachEventHasACounterOfItsOwn() {
    metrics.conflict();
    metrics.conflict();
    metrics.conflict();
    metrics.conflictUnresolved();
    metrics.conflictUnresolved();
    metrics.unreadableRecord();

    assertThat(count("cloakroom.conflicts")).isEqualTo(3);
    assertThat(count("cloakroom.conflicts.unresolved")).isEqualTo(2);
    assertThat(count("cloakroom.records.unreadable")).isEqualTo(1);
  }

  @Test
  void countersAreThereBeforeAnythingHappened() {
    assertThat(registry.getMeters()).hasSize(3);
  }

  @Test
  void storesThatShareARegistryAreCountedTogether() {
    StoreObserver another = new StoreMetrics(registry);

    metrics.conflict();
    another.conflict();

    assertThat(count("cloakroom.conflicts")).isEqualTo(2);
  }

  private double count(String name) {
    return registry.get(name).counter().count();
  }
}
