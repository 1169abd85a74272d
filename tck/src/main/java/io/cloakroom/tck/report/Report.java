package io.cloakroom.tck.report;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is said of a test class.
 *
 * @param results in the contract's order
 */
record Report(Class<?> testClass, Subject subject, List<ClauseResult> results) {

  Report {
    results = List.copyOf(results);
  }

  /** As a page of Markdown. */
  String page() {
    StringBuilder page = new StringBuilder();
    page.append("# %s\n\n".formatted(name()));
    List<ClauseResult> broken = with(Verdict.BROKEN);
    mendFirst().ifPresent(advice -> page.append("%s\n\n".formatted(advice)));
    page.append("Ran on %s.\n%s.\n".formatted(subject.description(), tally()));
    if (!broken.isEmpty()) {
      page.append("\n## Broken\n");
      broken.forEach(result -> page.append(explained(result)));
    }
    page.append("\n## All clauses\n\n| | | |\n|---|---|---|\n");
    results.forEach(result -> page.append(row(result)));
    return page.toString();
  }

  /** For the console. */
  String summary(Path page) {
    StringBuilder summary = new StringBuilder();
    mendFirst()
        .ifPresent(advice -> summary.append("[cloakroom] %s: %s\n".formatted(name(), advice)));
    summary.append("[cloakroom] %s: %s. See %s\n".formatted(name(), tally(), page));
    for (ClauseResult result : with(Verdict.BROKEN)) {
      Clause clause = result.clause();
      summary.append(
          """
          [cloakroom]   %s is broken: %s
          [cloakroom]     Your users find: %s
          [cloakroom]     Look at: %s
          """
              .formatted(clause.id(), clause.rule(), clause.cost(), clause.lookAt()));
    }
    return summary.toString();
  }

  private Optional<String> mendFirst() {
    return with(Verdict.BROKEN).isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(subject.mendFirst()).map("Mend this first: %s"::formatted);
  }

  private String name() {
    return testClass.getSimpleName();
  }

  private List<ClauseResult> with(Verdict verdict) {
    return results.stream().filter(result -> result.verdict() == verdict).toList();
  }

  private String tally() {
    String counts =
        Arrays.stream(Verdict.values())
            .filter(verdict -> !with(verdict).isEmpty())
            .map(verdict -> verdict.of(with(verdict).size()))
            .collect(Collectors.joining(", "));
    return "Of %s clauses, %s".formatted(results.size(), counts);
  }

  private static String explained(ClauseResult result) {
    Clause clause = result.clause();
    StringBuilder text = new StringBuilder();
    text.append(
        """

        ### %s: %s

        Your users find: %s

        Look at: %s

        """
            .formatted(clause.id(), clause.rule(), clause.cost(), clause.lookAt()));
    for (TestOutcome test : result.failed()) {
      text.append("- `%s`\n\n".formatted(test.test()));
      text.append(String.valueOf(test.why()).strip().indent(6)).append('\n');
    }
    return text.toString();
  }

  private static String row(ClauseResult result) {
    StringBuilder remark = new StringBuilder(result.clause().rule());
    result.excuses().forEach(excuse -> remark.append("<br>").append(inCell(excuse)));
    if (result.difference() != null) {
      remark.append("<br>By design unlike Redis: ").append(inCell(result.difference()));
    }
    return "| %s | %s | %s |\n".formatted(result.clause().id(), result.verdict().word(), remark);
  }

  private static String inCell(String text) {
    return text.replace('\n', ' ').replace("|", "\\|");
  }
}
