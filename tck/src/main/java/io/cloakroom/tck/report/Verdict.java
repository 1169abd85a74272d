package io.cloakroom.tck.report;

import io.cloakroom.tck.report.TestOutcome.Kind;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** What is said of a clause, from what came of its tests. */
enum Verdict {
  HOLDS("holds", "holds", "hold"),
  /** Some of its tests need what the user lacks; the others passed. */
  HOLDS_IN_PART("holds in part", "holds in part", "hold in part"),
  BROKEN("BROKEN", "is broken", "are broken"),
  NOT_CLAIMED("not claimed", "is not claimed", "are not claimed"),
  NOT_RUN("not run", "was not run", "were not run");

  private final String word;
  private final String ofOne;
  private final String ofSeveral;

  Verdict(String word, String ofOne, String ofSeveral) {
    this.word = word;
    this.ofOne = ofOne;
    this.ofSeveral = ofSeveral;
  }

  /** As the report's table has it. */
  String word() {
    return word;
  }

  /** As the report says it of a number of clauses. */
  String of(int clauses) {
    return clauses + " " + (clauses == 1 ? ofOne : ofSeveral);
  }

  static Verdict of(Collection<TestOutcome> tests) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    tests.forEach(test -> kinds.add(test.kind()));
    if (kinds.contains(Kind.FAILED)) {
      return BROKEN;
    }
    if (kinds.contains(Kind.PASSED)) {
      return kinds.size() == 1 ? HOLDS : HOLDS_IN_PART;
    }
    return kinds.contains(Kind.NOT_CLAIMED) ? NOT_CLAIMED : NOT_RUN;
  }
}
