package io.cloakroom.tck.store.model;

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
}
