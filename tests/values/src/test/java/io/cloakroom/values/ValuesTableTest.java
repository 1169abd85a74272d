package io.cloakroom.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the documentation says of each value is what happens. */
class ValuesTableTest {

  private static final Path PAGE = Path.of("../../docs/serializers.md");
  private static final String BEGIN =
      "<!-- made by ValuesTableTest; -Dcloakroom.docs.write writes it again -->";

  @Test
  void S2_theTableOfValuesIsRight() throws Exception {
    List<String> page = Files.readAllLines(PAGE);
    int begin = page.indexOf(BEGIN) + 1;
    // the number of a proxy's class depends on what was loaded before
    List<String> table =
        ValuesTable.lines().stream()
            .map(line -> line.replaceAll("\\$Proxy\\d+", "\\$Proxy"))
            .toList();
    if (System.getProperty("cloakroom.docs.write") != null) {
      List<String> written = new ArrayList<>(page.subList(0, begin));
      written.addAll(table);
      Files.write(PAGE, written);
    }
    assertThat(begin).isPositive();
    assertThat(ValuesTable.samples().count()).isGreaterThan(600);
    assertThat(Files.readAllLines(PAGE).subList(begin, Files.readAllLines(PAGE).size()))
        .isEqualTo(table);
  }
}
