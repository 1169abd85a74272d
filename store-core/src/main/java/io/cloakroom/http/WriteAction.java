package io.cloakroom.http;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What there is to write for a request. */
sealed interface WriteAction {

  /**
   * Nothing.
   *
   * @param alive whether there is a session all the same
   */
  record Nothing(boolean alive) implements WriteAction {}

  /**
   * To store a session that begins.
   *
   * @param brought ids that the client brought and that no session has
   * @param byNewId whether a handler asked for it, by a new id or by ending the session before. It
   *     then takes the place of whatever the client brought. If not, no session begins if one of
   *     these ids was replaced moments ago: another response has given the client the new one
   * @param instead the sessions that it takes the place of
   */
  record Create(Session session, List<SessionId> brought, boolean byNewId, List<Ending> instead)
      implements WriteAction {}

  /** To write what was changed, if anything was. */
  record Update(Session session) implements WriteAction {}

  /**
   * To write a session, changed or not.
   *
   * @param isAsked whether a handler asked for it, and is answered whether it was done
   */
  record Resave(Session session, boolean isAsked) implements WriteAction {}

  /** To write a session only because its cookie is renewed. */
  record Renew(Session session) implements WriteAction {}

  /** To give a session a new id, with what was changed. */
  record Rename(Session session, SessionId newId) implements WriteAction {}

  /**
   * To end sessions whose place a stored one has taken, before that one is written.
   *
   * @param then what there is to write of that one
   */
  record Replace(List<Ending> endings, WriteAction then) implements WriteAction {}

  /** To remove sessions. */
  record Remove(List<Ending> endings) implements WriteAction {}

  /**
   * A session that ends with this request.
   *
   * @param cookie the facts by which its cookie is taken back
   * @param session the session as it was last known; null where its record could not be read
   */
  record Ending(SessionId id, SessionCookie cookie, @Nullable Session session) {

    /** Returns the id that it has now: the session may have been on its way to another one. */
    @Override
    public SessionId id() {
      return session == null ? id : session.id();
    }
  }
}
