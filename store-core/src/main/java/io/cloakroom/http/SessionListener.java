package io.cloakroom.http;

/**
 * Is told of sessions that begin and end in this application, once Redis has confirmed it. Of those
 * that expire nobody is told: Redis alone sees that, and says so only if its server is configured
 * to.
 *
 * <p>The methods are called on whatever thread the Redis client answers, which may be its event
 * loop: they must not wait. What they throw fails the request whose session it is.
 */
public interface SessionListener {

  /** Listens to nothing. */
  SessionListener NONE = new SessionListener() {};

  /** A session was stored for the first time. */
  default void created(RequestSession session) {}

  /**
   * A session was removed. One that merely got a new id was not.
   *
   * @param session as it was last known; without attributes if only its id was known
   */
  default void destroyed(RequestSession session) {}
}
