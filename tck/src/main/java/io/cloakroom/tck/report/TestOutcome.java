package io.cloakroom.tck.report;

import org.jspecify.annotations.Nullable;

/**
 * What came of a test.
 *
 * @param test its method's name
 * @param why what a failed test says, or why a test was not run; null for one that passed
 */
record TestOutcome(String test, Kind kind, @Nullable String why) {

  /** What can come of a test. */
  enum Kind {
    PASSED,
    FAILED,
    /** It needs what the user says they lack. */
    NOT_CLAIMED,
    /** It was disabled, or gave up for another reason. */
    NOT_RUN
  }
}
