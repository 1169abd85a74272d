package io.cloakroom.tck.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A failure of a test that is about many clauses, which names those that are broken: the report
 * calls no other broken for it.
 */
public final class ClauseViolation extends AssertionError {

  private static final long serialVersionUID = 1L;

  private final List<String> clauses;
  private final String what;

  /**
   * @param clauses their ids, such as {@code P8}
   */
  public ClauseViolation(List<String> clauses, String message, @Nullable Throwable cause) {
    super(String.join(", ", clauses) + ": " + message, cause);
    this.clauses = List.copyOf(clauses);
    this.what = message;
  }

  /** Returns the message without the clauses. */
  public String what() {
    return what;
  }

  /** Returns the ids of the clauses that are broken. */
  public List<String> clauses() {
    return clauses;
  }
}
