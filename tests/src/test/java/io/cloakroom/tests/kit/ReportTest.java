package io.cloakroom.tests.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.report.ClauseReport;
import io.cloakroom.tests.saboteurs.SaboteurParameter;
import io.cloakroom.tests.saboteurs.port.PortSaboteur;
import io.cloakroom.tests.saboteurs.port.SabotagedPortInMemory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What the kit's users read: over a port in memory, and over one that is broken. */
class ReportTest {

  private static String soundPort;

  @TempDir Path folder;

  @BeforeAll
  static void runOverASoundPort(@TempDir Path shared) throws IOException {
    soundPort = report(shared, SabotagedPortInMemory.class, "P");
  }

  @Test
  void aSoundPortHoldsWhatItClaims() {
    assertThat(soundPort)
        .contains("Ran on the in-memory client")
        .contains("| P1 | holds | Reading a missing key is empty, not an exception. |")
        .doesNotContain("BROKEN");
  }

  @Test
  void whatIsNotClaimedIsNeverPassed() {
    assertThat(soundPort)
        .containsPattern("\\| P19 \\| not claimed \\| .*<br>Not claimed: it has no server")
        .containsPattern("\\| P3 \\| holds in part \\| .*<br>Not claimed: it has no server");
  }

  @Test
  void whereTheMockDiffersFromRedisIsSaid() {
    assertThat(soundPort).contains("By design unlike Redis: the keys come in alphabetical order");
  }

  @Test
  void whatIsBrokenIsExplained() throws IOException {
    String page =
        report(
            folder,
            SabotagedPortInMemory.class,
            "P[28]_",
            PortSaboteur.CUTS_THE_TTL_OF_A_WRITE_TO_SECONDS);

    assertThat(page)
        .contains("### P8: TTLs keep their milliseconds")
        .contains("Your users find: Sessions end too early")
        .contains("Look at: `PX` and `PEXPIRE`")
        .contains("- `P8_aWriteKeepsTheMillisecondsOfItsTtl`")
        .containsPattern("\\| P8 \\| BROKEN \\|")
        .contains("| P2 | holds |");
  }

  @Test
  void whereTheKitCannotBeginNothingIsCalledBroken() throws IOException {
    String page = report(folder, Unconnected.class, "P[28]_");

    assertThat(page)
        .contains("Ran on nothing: the kit could not begin")
        .contains("No route to Redis")
        .doesNotContain("BROKEN", "holds");
  }

  /** The kit over a client that does not connect. */
  static class Unconnected extends SabotagedPortInMemory {
    @Override
    protected RedisCommands connect(URI none) {
      throw new IllegalStateException("No route to Redis");
    }
  }

  /**
   * @param tests how the names of those begin that are run
   */
  private static String report(Path folder, Class<?> kit, String tests, PortSaboteur... saboteurs)
      throws IOException {
    EngineTestKit.Builder run = EngineTestKit.engine("junit-jupiter");
    for (PortSaboteur saboteur : saboteurs) {
      run.configurationParameter(SaboteurParameter.NAME, saboteur.name());
    }
    run.configurationParameter(ClauseReport.FOLDER, folder.toString())
        .selectors(
            Stream.of(kit.getMethods())
                .filter(method -> method.getName().matches(tests + ".*"))
                .map(method -> selectMethod(kit, method))
                .toArray(DiscoverySelector[]::new))
        .execute();
    return Files.readString(folder.resolve(kit.getSimpleName() + ".md"));
  }
}
