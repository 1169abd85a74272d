package io.cloakroom.tests.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.cloakroom.tck.report.ClauseReport;
import io.cloakroom.tests.saboteurs.SaboteurParameter;
import io.cloakroom.tests.saboteurs.port.FirstCauseOnServer;
import io.cloakroom.tests.saboteurs.port.FirstCauseSaboteur;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Where one mistake in one method breaks many clauses, the report's first line names it. */
class FirstCauseTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOTHING_THAT_ANY_METHOD_SHOWS")
  void theReportsFirstLineNamesTheCause(FirstCauseSaboteur saboteur) throws IOException {
    List<String> page = report(saboteur);

    assertThat(page.get(2)).as("%s", page).isEqualTo("Mend this first: " + saboteur.cause());
  }

  @Test
  void whatNoMethodShowsIsNoCause() throws IOException {
    assertThat(report(FirstCauseSaboteur.NOTHING_THAT_ANY_METHOD_SHOWS))
        .noneMatch(line -> line.startsWith("Mend this first"))
        .anyMatch(line -> line.startsWith("| P28 | BROKEN"));
  }

  private List<String> report(FirstCauseSaboteur saboteur) throws IOException {
    EngineTestKit.engine("junit-jupiter")
        .configurationParameter(SaboteurParameter.NAME, saboteur.name())
        .configurationParameter(ClauseReport.FOLDER, folder.toString())
        .selectors(selectMethod(FirstCauseOnServer.class, saboteur.test()))
        .execute();
    return Files.readAllLines(folder.resolve(FirstCauseOnServer.class.getSimpleName() + ".md"));
  }
}
