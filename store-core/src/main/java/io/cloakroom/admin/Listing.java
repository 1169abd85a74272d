package io.cloakroom.admin;

import io.cloakroom.session.StoredSession;
import java.util.List;
import java.util.Optional;

/**
 * The sessions that a request asks to see.
 *
 * @param heading what they are
 * @param next the query of the page that follows; empty where none does
 */
record Listing(List<StoredSession> sessions, String heading, Optional<String> next) {

  /** Sessions after which no page follows. */
  static Listing whole(String heading, List<StoredSession> sessions) {
    return new Listing(sessions, heading, Optional.empty());
  }

  /** No sessions, for the reason that the heading gives. */
  static Listing none(String heading) {
    return whole(heading, List.of());
  }
}
