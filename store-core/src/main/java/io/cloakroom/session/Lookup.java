package io.cloakroom.session;

import java.util.Optional;

/** What is found under the id of a session. */
public sealed interface Lookup {

  /** Returns the session, if one was found. */
  default Optional<Session> found() {
    return this instanceof Found found ? Optional.of(found.session) : Optional.empty();
  }

  /** The session is there. */
  record Found(Session session) implements Lookup {}

  /**
   * There is no such session. {@link SessionStore#wasReplaced} tells whether it was given another
   * id moments ago.
   */
  record Missing() implements Lookup {}

  /**
   * The session is there, but this server can't read its record. Another server may; so nobody
   * should be given another session in its place.
   */
  record Unreadable() implements Lookup {}
}
