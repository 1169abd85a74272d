package io.cloakroom.tck.history;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A place that always holds a session for the clients to fight over, one after another. */
final class SessionSlot {

  /** Short enough for the checker, long enough for every kind of quarrel. */
  private static final int OPERATIONS_PER_SESSION = 40;

  private @Nullable SessionTrace current;
  private @Nullable SessionTrace previous;

  /**
   * The session that is there; a new one, if that has ended.
   *
   * @param next begins a session
   */
  synchronized SessionTrace current(Supplier<SessionTrace> next) {
    SessionTrace held = current;
    if (held == null || held.isDoneAfter(OPERATIONS_PER_SESSION)) {
      SessionTrace begun = next.get();
      previous = held;
      current = begun;
      return begun;
    }
    return held;
  }

  /** The session before that one, if there was any. */
  synchronized @Nullable SessionTrace previous() {
    return previous;
  }
}
