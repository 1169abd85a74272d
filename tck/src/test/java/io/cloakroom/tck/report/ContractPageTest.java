package io.cloakroom.tck.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tables of {@code docs/contract.md} are the clauses of the kit. */
class ContractPageTest {

  private static final Path PAGE = Path.of("..", "docs", "contract.md");
  private static final String HEADER =
      "| | the clause | if it is broken, your users notice | look at |\n|---|---|---|---|\n";

  @Test
  void thePageListsTheClausesOfTheKit() throws IOException {
    String page = Files.readString(PAGE, UTF_8);
    String written = page;
    for (var part :
        Map.of(
                "## P: ", PortContract.CLAUSES,
                "## S: ", StoreContract.CLAUSES,
                "## H: ", HttpContract.CLAUSES)
            .entrySet()) {
      written = withTable(written, part.getKey(), part.getValue());
    }

    if (Boolean.getBoolean("cloakroom.docs.write")) {
      Files.writeString(PAGE, written, UTF_8);
    } else {
      assertThat(page)
          .as(
              "clauses stand in PortContract, StoreContract and HttpContract;"
                  + " run this test with -Dcloakroom.docs.write=true to write the page")
          .isEqualTo(written);
    }
  }

  @Test
  void eachClauseHasAnIdOfItsOwnAndTextThatATableCanHold() {
    assertThat(Contract.clauses()).extracting(Clause::id).doesNotHaveDuplicates();
    assertThat(Contract.clauses()).isSorted().isNotEmpty();
    assertThat(Contract.clauses())
        .flatExtracting(Clause::rule, Clause::cost, Clause::lookAt)
        .allSatisfy(text -> assertThat((String) text).isNotBlank().doesNotContain("|", "\n"));
  }

  /** Replaces the table that follows a heading. */
  private static String withTable(String page, String heading, List<Clause> clauses) {
    int begin = page.indexOf("\n| | ", page.indexOf("\n" + heading)) + 1;
    int end = page.indexOf("\n\n", begin);
    String after = end < 0 ? "\n" : page.substring(end);
    return page.substring(0, begin)
        + HEADER
        + clauses.stream()
            .map(
                clause ->
                    "| %s | %s | %s | %s |"
                        .formatted(clause.id(), clause.rule(), clause.cost(), clause.lookAt()))
            .collect(joining("\n"))
        + after;
  }
}
