package io.cloakroom.jedis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.cloakroom.tck.report.ClauseReport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * The kit bites in a cluster, behind Sentinels and over other ways in, too. That the sound port
 * passes is what {@link JedisClusterTest} and its like show.
 */
@Tag("topology")
class JedisSaboteursTest {

  @ParameterizedTest
  @EnumSource
  void theKitCatches(JedisSaboteur saboteur) {
    var tests =
        EngineTestKit.engine("junit-jupiter")
            .configurationParameter(Sabotaged.NAME, saboteur.name())
            .configurationParameter(ClauseReport.FOLDER, ClauseReport.NONE)
            .selectors(selectMethod(saboteur.kit(), saboteur.test()))
            .execute()
            .testEvents();

    assumeThat(tests.aborted().count()).as("programs of servers without TLS").isZero();
    assertThat(tests.failed().count()).as("failures of %s", saboteur.test()).isEqualTo(1);
    System.out.printf("%s: caught by %s%n", saboteur.words(), saboteur.test());
  }
}
