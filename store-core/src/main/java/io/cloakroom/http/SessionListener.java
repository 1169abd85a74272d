package io.cloakroom.http;

import io.cloakroom.session.ExpiredSession;
import io.cloakroom.session.SessionId;

/**
 * Called when this application creates or destroys a session, or gives one a new id, once Redis has
 * confirmed it; and, with the store's option {@code expiredEvents}, when sessions have expired.
 *
 * <p>The methods other than {@link #expired} may be called on a thread of the Redis client, and
 * must not wait. What a method throws is logged and affects nothing else.
 */
public interface SessionListener {

  /** Called when a session was stored for the first time. */
  default void created(RequestSession session) {}

  /**
   * Called when a session was stored under a new id.
   *
   * @param oldId the id that it had before, and that opens nothing any more
   */
  default void renamed(SessionId oldId, RequestSession session) {}

  /**
   * Called when a session was removed; not when it got a new id.
   *
   * @param session as it was last known; without attributes if only its id was known
   */
  default void destroyed(RequestSession session) {}

  /**
   * Called when a session was found to have ended because its time was up, or because another
   * program, such as an Express server, has removed it. Only the server of the fleet that found it
   * calls this; rarely, if that server dies or takes longer than a minute, another calls it again.
   * It may block: it runs on a thread of its own, one session at a time.
   */
  default void expired(ExpiredSession session) {}
}
