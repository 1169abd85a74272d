package io.cloakroom.tests.kit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.cloakroom.tck.report.ClauseReport;
import io.cloakroom.tests.reference.ReferenceIntegrationTest;
import io.cloakroom.tests.saboteurs.port.SabotagedPortInMemory;
import io.cloakroom.tests.saboteurs.store.SabotagedStoreInMemory;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * The kit holds in any order. The seed of an order is in its test's name; {@code
 * -Dcloakroom.runs=10} tries ten.
 */
@Tag("extended")
class RandomOrderTest {

  private static final int RUNS = Integer.getInteger("cloakroom.runs", 1);

  private static final DiscoverySelector[] KITS =
      Stream.of(
              SabotagedPortInMemory.class,
              SabotagedStoreInMemory.class,
              ReferenceIntegrationTest.class)
          .map(kit -> selectClass(kit))
          .toArray(DiscoverySelector[]::new);

  @TestFactory
  Stream<DynamicTest> theKitHoldsInAnyOrder() {
    long first = Long.getLong("cloakroom.seed", System.currentTimeMillis());
    return LongStream.range(first, first + RUNS)
        .mapToObj(seed -> DynamicTest.dynamicTest("-Dcloakroom.seed=" + seed, () -> run(seed)));
  }

  private static void run(long seed) {
    EngineTestKit.engine("junit-jupiter")
        .configurationParameter(ClauseReport.FOLDER, ClauseReport.NONE)
        .configurationParameter(
            "junit.jupiter.testmethod.order.default", MethodOrderer.Random.class.getName())
        .configurationParameter("junit.jupiter.execution.order.random.seed", String.valueOf(seed))
        .selectors(KITS)
        .execute()
        .testEvents()
        .assertStatistics(tests -> tests.failed(0));
  }
}
