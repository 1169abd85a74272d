package io.cloakroom.session;

import org.jspecify.annotations.Nullable;

/** How looking for a session ended. */
public enum LoadOutcome {
  /** The session is there. */
  FOUND,

  /** There is no such session. */
  MISSING,

  /** Its record can't be read. */
  UNREADABLE,

  /** Redis failed. */
  FAILED;

  static LoadOutcome of(@Nullable Lookup found, @Nullable Throwable failure) {
    if (failure != null || found == null) {
      return FAILED;
    }
    if (found instanceof Lookup.Found) {
      return FOUND;
    }
    return found instanceof Lookup.Unreadable ? UNREADABLE : MISSING;
  }
}
