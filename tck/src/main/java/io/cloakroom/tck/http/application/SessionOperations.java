package io.cloakroom.tck.http.application;

import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionData;
import org.jspecify.annotations.Nullable;

/**
 * A request's session as the kit's routes use it. The application under test implements it by its
 * framework's own way of doing these things, since that is what the clauses are about: in Javalin
 * by {@code ctx.sessionAttribute}, not by the engine.
 *
 * <p>Making one must not ask for the session yet; each method may.
 */
public interface SessionOperations {

  /**
   * Reads an attribute.
   *
   * @return null where there is no such attribute, or no session
   */
  @Nullable Object get(String name);

  /** Whether Redis could be asked for the session; see {@link RequestSession#isAvailable}. */
  boolean isAvailable();

  /**
   * Returns whether the framework shows a session, by what its users ask before they let somebody
   * in: in Javalin {@code getSession(false) != null}. Asking begins none.
   */
  boolean exists();

  /** Gives an attribute a value. */
  void set(String name, Object value);

  /**
   * Adds one to a number, from zero where there is none, by a function that is applied again where
   * another request was faster; see {@link RequestSession#update}.
   */
  void count(String name);

  /** Removes an attribute, if there is one. */
  void remove(String name);

  /** Gives the session a new id, and keeps or drops its attributes. */
  void regenerate(SessionData data);

  /** Ends the session. */
  void destroy();

  /** Ends the user's other sessions, and gives this one a new id. */
  void destroyOthers();

  /** Lets go of the session, as express-session's {@code req.session = null}. */
  void unset();
}
