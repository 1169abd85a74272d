package io.cloakroom.tck.history;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A place that always holds a session for the clients to fight over, one after another. */
final class Slot {

  /** Short enough for the checker, long enough for every kind of quarrel. */
  private static final int OPERATIONS_PER_SESSION = 40;

  private @Nullable Track current;
  private @Nullable Track previous;

  /**
   * The session that is there; a new one, if that has ended.
   *
   * @param next begins a session
   */
  synchronized Track current(Supplier<Track> next) {
    Track held = current;
    if (held == null || held.isDoneAfter(OPERATIONS_PER_SESSION)) {
      Track begun = next.get();
      previous = held;
      current = begun;
      return begun;
    }
    return held;
  }

  /** The session before that one, if there was any. */
  synchronized @Nullable Track previous() {
    return previous;
  }
}
