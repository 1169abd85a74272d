package io.cloakroom.tck.history;

import java.util.Map;
import java.util.Optional;

/**
 * What one client did to a session.
 *
 * @param id the session's id that it used
 * @param changes what it changed with it: the values of attributes, empty for one that it removed.
 *     No two operations on a session write the same
 * @param newId the id that it gave the session, if that is what it did; otherwise empty
 * @param start when it began
 * @param end when it had its answer, in a time that no two of these moments share; {@link #NEVER}
 *     where there was no answer
 */
record Operation(
    int client,
    Verb verb,
    String id,
    Map<String, Optional<String>> changes,
    String newId,
    Outcome answer,
    long start,
    long end) {

  static final long NEVER = Long.MAX_VALUE;

  Operation {
    changes = Map.copyOf(changes);
  }

  boolean isUnknown() {
    return answer instanceof Outcome.Unknown || answer instanceof Outcome.Threw;
  }

  /** Whether the client was told that the session was there under this id. */
  boolean sawItAlive() {
    return answer instanceof Outcome.Found || answer instanceof Outcome.Done;
  }

  /** Whether the client was told that from then on nothing is under this id. */
  boolean sawItEnd() {
    return answer instanceof Outcome.Gone
        || (sawItAlive() && (verb == Verb.DESTROY || verb == Verb.REGENERATE));
  }

  /** Whether this had ended before another began. */
  boolean precedes(Operation other) {
    return end < other.start;
  }

  Operation endingBy(long latest) {
    return new Operation(client, verb, id, changes, newId, answer, start, Math.min(end, latest));
  }

  @Override
  public String toString() {
    String what = changes.isEmpty() ? "" : " " + changes;
    String to = newId.isEmpty() ? "" : " -> " + newId;
    return "%s..%s client %s: %s %s%s%s: %s"
        .formatted(start, end == NEVER ? "?" : end, client, verb, id, to, what, answer);
  }
}
