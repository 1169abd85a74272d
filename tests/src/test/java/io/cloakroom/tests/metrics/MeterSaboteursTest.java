package io.cloakroom.tests.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.session.StoreObserver;
import io.cloakroom.tests.saboteurs.KitRun;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is broken on purpose of meters and spans is caught by the test that it names. */
class MeterSaboteursTest {

  @ParameterizedTest
  @EnumSource
  void itsTestCatches(MeterSaboteur saboteur) {
    KitRun.assertCaught(saboteur, SessionMetricsTest.class, saboteur.caughtBy());
  }

  @ParameterizedTest
  @EnumSource
  void itsTestCatches(TraceSaboteur saboteur) {
    KitRun.assertCaught(saboteur, SessionTracesTest.class, saboteur.caughtBy());
  }

  @Test
  void everyEventIsForgottenOnceAndCountedTwiceOnce() {
    for (int times : List.of(0, 2)) {
      assertThat(
              Stream.of(MeterSaboteur.values())
                  .filter(saboteur -> saboteur.times() == times)
                  .map(MeterSaboteur::event))
          .as("events that are counted %d times", times)
          .containsExactlyInAnyOrderElementsOf(
              Stream.of(StoreObserver.class.getMethods())
                  .map(Method::getName)
                  // Micrometer registers a gauge once, however often it is asked.
                  .filter(event -> times == 0 || !event.equals("storeBuilt"))
                  .toList());
    }
  }
}
