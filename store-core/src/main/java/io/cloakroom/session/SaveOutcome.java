package io.cloakroom.session;

/** How saving a session ended. */
public enum SaveOutcome {

  /** The session is in Redis as it is now. */
  SAVED,

  /** There was nothing to save. No command was sent, so the session may be gone. */
  UNCHANGED,

  /**
   * The session is gone: it was destroyed, or was given another id by another request. Nothing was
   * written. Where a session was read by {@link SessionStore#get}, it may also have expired.
   */
  GONE,

  /**
   * The session ends now, by what was set in it: by its cookie, or by what the option {@code ttl}
   * makes of its attributes. It was removed if it was still there, and nothing was written.
   */
  ENDED,

  /**
   * The session's time was up before it was saved: a fixed end has passed, or more time than its
   * TTL since it was loaded, touched or saved. It was removed if it was still there, and what was
   * changed is lost.
   */
  EXPIRED,

  /** The id of the session that was to begin is another session's. Nothing was written. */
  ID_IN_USE;

  /** Returns whether the session is in Redis, as far as that is known. */
  public boolean isAlive() {
    return this == SAVED || this == UNCHANGED;
  }
}
