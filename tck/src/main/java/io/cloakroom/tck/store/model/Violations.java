package io.cloakroom.tck.store.model;

import io.cloakroom.session.SaveOutcome;
import io.cloakroom.tck.report.ClauseViolation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the failures of the store's model. */
final class Violations {

  private Violations() {}

  static ClauseViolation of(String clause, String message) {
    return of(clause, message, null);
  }

  static ClauseViolation of(String clause, String message, @Nullable Throwable cause) {
    return new ClauseViolation(List.of(clause), message, cause);
  }

  static void requireOutcome(SaveOutcome expected, SaveOutcome seen) {
    if (expected != seen) {
      throw of("S50", "the outcome is %s, not %s".formatted(seen, expected));
    }
  }

  /** By the store's clock a session that somebody has ended may have expired. */
  static void requireGone(SaveOutcome outcome) {
    if (outcome != SaveOutcome.GONE && outcome != SaveOutcome.EXPIRED) {
      throw of("S10", "a session that has ended is saved: " + outcome);
    }
  }
}
