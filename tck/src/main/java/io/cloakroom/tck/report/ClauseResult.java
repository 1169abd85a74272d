package io.cloakroom.tck.report;

import io.cloakroom.tck.report.TestOutcome.Kind;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run says of a clause.
 *
 * @param difference where what was tested differs from Redis by design, as far as the clause goes
 */
record ClauseResult(
    Clause clause, Verdict verdict, Collection<TestOutcome> tests, @Nullable String difference) {

  ClauseResult(Clause clause, Collection<TestOutcome> tests, @Nullable String difference) {
    this(clause, Verdict.of(tests), tests, difference);
  }

  List<TestOutcome> failed() {
    return tests.stream().filter(test -> test.kind() == Kind.FAILED).toList();
  }

  /** Why tests of it were not run. */
  List<String> excuses() {
    return tests.stream()
        .filter(test -> test.kind() == Kind.NOT_CLAIMED || test.kind() == Kind.NOT_RUN)
        .map(test -> String.valueOf(test.why()))
        .distinct()
        .toList();
  }
}
