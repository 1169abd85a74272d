package io.cloakroom.tck.history;

/**
 * Something that a store must never do.
 *
 * @param promise what it has broken
 * @param text what was seen, and all that was done to that session
 */
public record Violation(Promise promise, String text) {

  /** What a store promises. */
  public enum Promise {
    /** No value came from another session, or from nowhere. */
    NO_FOREIGN_VALUE,
    /** Where a client was told that a session is gone, nobody finds it later. */
    NOTHING_COMES_BACK,
    /** What a client was told is saved is seen by all who look later. */
    NOTHING_IS_LOST,
    /** There is an order of all operations in which every answer is right. */
    AS_IF_ONE_AFTER_ANOTHER
  }

  @Override
  public String toString() {
    return promise + ": " + text;
  }
}
