package io.cloakroom.http;

/** What happens to the changes that a handler made before it threw. */
public enum OnHandlerError {
  /** They are saved, all of them, as if the handler had returned. express-session does the same. */
  SAVE,
  /** They are dropped, all of them: the session stays as it was before the request. */
  DROP
}
