package io.cloakroom.http;

/** What becomes of a session's attributes when it gets a new id. */
public enum SessionData {
  /** They stay. */
  KEEP,
  /** They go; the session begins empty. */
  DROP
}
