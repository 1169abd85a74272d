package io.cloakroom.tck.history;

import io.cloakroom.tck.report.ClauseViolation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a store must never do.
 *
 * @param promise what it has broken
 * @param clauses the ids of the contract's clauses that say so
 * @param text what was seen, and all that was done to that session
 * @param cause what an operation has thrown; null where the answers themselves are wrong
 */
public record Violation(
    Promise promise, List<String> clauses, String text, @Nullable Throwable cause) {

  public Violation {
    clauses = List.copyOf(clauses);
  }

  /** What a store promises. */
  public enum Promise {
    /** No operation ends by another exception than a failure of Redis or a conflict. */
    FAILS_AS_DOCUMENTED,
    /** No value came from another session, or from nowhere. */
    NO_FOREIGN_VALUE,
    /** Where a client was told that a session is gone, nobody finds it later. */
    NOTHING_COMES_BACK,
    /** What a client was told is saved is seen by all who look later. */
    NOTHING_IS_LOST,
    /** There is an order of all operations in which every answer is right. */
    AS_IF_ONE_AFTER_ANOTHER
  }

  /** Returns the failure of a test that has seen it. */
  ClauseViolation failure(String run) {
    return new ClauseViolation(clauses, run + "\n" + this, cause);
  }

  @Override
  public String toString() {
    return promise + ": " + text;
  }
}
