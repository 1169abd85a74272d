package io.cloakroom.session;

/**
 * A session that so many others changed at the same time that a change to it could not be saved.
 * Nothing was written.
 */
public final class SessionConflictException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SessionConflictException(SessionId id, int tries) {
    super(
        "Session "
            + id
            + " was changed by others during each of "
            + tries
            + " tries to save it; nothing was written");
  }
}
