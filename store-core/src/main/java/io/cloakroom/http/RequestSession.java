package io.cloakroom.http;

import io.cloakroom.callback.Arguments;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The session as a request's handlers see it: read and changed in memory, written when the response
 * is committed. Where the client has no session, there is nothing to read, and the first {@link
 * #set} begins one; asking never does.
 *
 * <p>It may be used by several threads. Once the response has ended, nothing can be changed any
 * more: each method that would change something throws an {@link IllegalStateException} then.
 */
public final class RequestSession {

  private final SessionState state;
  private final SessionChanges changes;
  private final SessionWriter writer;

  RequestSession(SessionEngine engine, SessionState state) {
    this.state = state;
    this.changes = new SessionChanges(state);
    this.writer = new SessionWriter(engine, state);
  }

  /**
   * Returns the id of the session that was found, or the one that a new session would get. After
   * {@link #regenerate} it is the new one.
   */
  public SessionId id() {
    return changes.id();
  }

  /**
   * Returns whether this request can use a session. It can't where this server can't read the
   * session's record, or Redis is away and the request goes on under {@link OnUnavailable#GO_ON}.
   * Nothing can be read then, and what is written is lost with the request, because the cookie of
   * another session would replace the client's. Over an unreadable record {@link #regenerate}
   * begins a session of its own; while Redis is away it fails with the reason, as do {@link
   * #destroy}, {@link #save}, {@link #reload} and {@link #touch}.
   */
  public boolean isAvailable() {
    return !state.isWithheld();
  }

  /** Returns whether nothing is stored yet: the client has no session, or it was destroyed. */
  public boolean isNew() {
    return state.stored().isEmpty();
  }

  /**
   * Returns when the session began.
   *
   * @return null where there is no session, and for one that Express began
   */
  public @Nullable Instant creationTime() {
    return state.current().readable().map(Session::creationTime).orElse(null);
  }

  /**
   * Returns when the session was used by the request before this one; in a WebSocket, before the
   * message that read it again.
   *
   * @return null where that is not known; see {@link Session#lastAccessTime}
   */
  public @Nullable Instant lastAccessTime() {
    return state.lastAccessTime();
  }

  /**
   * Returns the value of an attribute. If it is changed in place, that is saved too.
   *
   * @return null where there is no such attribute, or no session
   */
  public @Nullable Object get(String name) {
    Arguments.require(name, "name of a session attribute");
    return state.handOut().map(session -> session.get(name)).orElse(null);
  }

  /**
   * Returns the value of an attribute as an instance of a class.
   *
   * @param type the class, or a primitive type for its wrapper
   * @return null where there is no such attribute, or no session
   * @throws ClassCastException if the value is of another class; the message names the attribute
   *     and both classes
   */
  public <T> @Nullable T get(String name, Class<T> type) {
    Arguments.require(name, "name of a session attribute");
    Arguments.require(type, "class of session attribute " + name);
    Optional<Session> session = state.handOut();
    return session.isPresent() ? session.get().get(name, type) : null;
  }

  /**
   * Changes an attribute by a function of its value, and begins a session where there is none. The
   * function is applied at once, and again to whatever is found if another request has changed the
   * session meanwhile, so that what several requests add, remove or count is not lost. It must
   * depend on nothing but its argument.
   *
   * <pre>{@code
   * session.update("visits", Integer.class, visits -> visits == null ? 1 : visits + 1);
   * }</pre>
   *
   * @param type the class of the value, or a primitive type for its wrapper
   * @param function gets the value, or null where there is no such attribute; where it returns null
   *     the attribute is removed. If it throws, nothing is changed
   * @return what the function returned
   * @throws ClassCastException as {@link #get(String, Class)}
   * @throws IllegalStateException as {@link #set}
   */
  public <T> @Nullable T update(
      String name, Class<T> type, Function<? super @Nullable T, ? extends @Nullable T> function) {
    Arguments.require(name, "name of a session attribute");
    Arguments.require(type, "class of session attribute " + name);
    Arguments.require(function, "function for session attribute " + name);
    return changes.change(session -> session.update(name, type, function));
  }

  /**
   * Returns how long the session lives without being used, as {@link #setIdleInterval} said.
   *
   * @return null where the session has no interval of its own, and lives as its cookie or the store
   *     says
   */
  public @Nullable Duration idleInterval() {
    return state.current().readable().map(Session::idleInterval).orElse(null);
  }

  /**
   * Sets how long the session lives without being used, whatever its cookie says, and begins a
   * session where there is none; a new session is still stored only if an attribute is set.
   *
   * @param interval more than zero; null: as the cookie or the store says
   * @throws IllegalArgumentException if the interval is zero or less, or longer than Redis allows
   * @throws IllegalStateException as {@link #set}
   */
  public void setIdleInterval(@Nullable Duration interval) {
    changes.apply(session -> session.setIdleInterval(interval));
  }

  /**
   * Sets an attribute, and begins a session where there is none.
   *
   * @param name not empty
   * @param value what the store's serializer accepts; it is checked when the session is saved
   * @throws IllegalArgumentException if the name is empty
   * @throws IllegalStateException if a session can't begin any more, because the response has begun
   *     without its cookie; if the request's path lies outside of the cookie's; or if the response
   *     has ended
   */
  public void set(String name, @Nullable Object value) {
    Arguments.require(name, "name of a session attribute");
    changes.apply(session -> session.set(name, value));
  }

  /**
   * Removes an attribute, if it is there.
   *
   * @throws IllegalStateException if the response has ended
   */
  public void remove(String name) {
    Arguments.require(name, "name of a session attribute");
    changes.changeIfThere(session -> session.remove(name));
  }

  /**
   * Removes all attributes, also those that can't be restored here.
   *
   * @throws IllegalStateException if the response has ended
   */
  public void clear() {
    changes.changeIfThere(Session::clear);
  }

  /** Returns the names of the attributes as they are now. */
  public Set<String> names() {
    return state.handOut().map(Session::names).orElse(Set.of());
  }

  /** Returns the attributes as they are now. */
  public Map<String, @Nullable Object> attributes() {
    return state.handOut().map(Session::attributes).orElse(Map.of());
  }

  /**
   * Returns the facts of the cookie as it would be issued now: of the session that was found, or of
   * the one that would begin.
   */
  public SessionCookie cookie() {
    return changes.cookie();
  }

  /**
   * Changes with which attributes the session's cookie is issued, and begins a session where there
   * is none; a new session is still stored only if an attribute is set. Setting the facts that it
   * has is no change. Make the new cookie from the session's own, so that it keeps all else that
   * the options say:
   *
   * <pre>{@code
   * session.setCookie(session.cookie().withMaxAge(Duration.ofDays(30)));
   * }</pre>
   *
   * @throws IllegalArgumentException if the cookie says nothing of SameSite or Secure, while the
   *     session's own does; or if no browser would keep it by its name, which begins with {@code
   *     __Host-} or {@code __Secure-}
   * @throws IllegalStateException as {@link #set}; if the response has begun; or if the cookie is
   *     Secure and the connection is not, so that the client would not keep it
   */
  public void setCookie(SessionCookie cookie) {
    Arguments.require(cookie, "cookie");
    changes.setCookie(cookie);
  }

  /**
   * Gives the session a new id when the response is committed; the old one opens nothing then. Call
   * it whenever a user's rights change, at log-in above all. The cookie of the new id has the facts
   * that the engine's options say, unless {@link #setCookie} is called in this request: how long
   * one user was to be remembered does not pass to the next.
   *
   * <p>Where another request has ended the session meanwhile, or has given it a new id of its own,
   * what this request has set, and nothing else, begins a session under the new id: so neither of
   * two log-ins at once is lost. Where it has expired meanwhile and nothing was set, the response
   * is an error.
   *
   * @return the id it will have
   * @throws IllegalStateException if the response has begun, if the cookie is Secure and the
   *     connection is not, or if the request's path lies outside of the cookie's: the client could
   *     not be told. So a log-in fails there whether the client had a session or not
   */
  public SessionId regenerate(SessionData data) {
    Arguments.require(data, "choice between KEEP and DROP");
    return changes.regenerate(data);
  }

  /**
   * Logs the user out everywhere else: when the response is committed, this session gets a new id
   * as by {@link #regenerate}, and then every other session of its user ends. The option {@code
   * userIndex} of the store tells the user from the session as it is then, so this may be called
   * before or after {@link #set}. If the session has no user, no other one ends, and the log says
   * so once. With {@link #destroy} in the same request all of the user's end. What it costs beside
   * the new id is what {@link io.cloakroom.session.SessionStore#destroyAll} costs. If Redis fails
   * between the two, the response is an error, and the user has to log in again.
   *
   * <p>Where the session has expired or was ended meanwhile, the others end all the same. Where
   * another request has given it a new id meanwhile, as with two clicks, nothing ends and the
   * response is an error: the client's new session can't be told from the others.
   *
   * @throws IllegalStateException if the option {@code userIndex} is not set; otherwise as {@link
   *     #regenerate}
   */
  public void destroyOthers() {
    changes.destroyOthers();
  }

  /**
   * Ends the session: when the response is committed it is removed from Redis and its cookie taken
   * back. Attributes that are set afterwards begin another one. Where another request has given it
   * a new id meanwhile, and nothing is set afterwards, the response is an error: the session lives
   * on under that id, whose cookie the client has.
   *
   * @throws IllegalStateException if the response has begun, or if the cookie is Secure and the
   *     connection is not: the client could not be told
   */
  public void destroy() {
    changes.destroy();
  }

  /**
   * Drops the session for the rest of this request, with all changes made to it. The option {@code
   * unset} decides what happens to it in Redis.
   *
   * @throws IllegalStateException as {@link #destroy}, where that is the option
   */
  public void unset() {
    changes.unset();
  }

  /**
   * Reads the session from Redis again and forgets what this request changed in it. An id that
   * {@link #regenerate} or {@link #destroyOthers} has chosen stays. It is a use of the session,
   * which resets its TTL, except outside of requests ({@link SessionEngine#find}).
   *
   * @return false where it is gone, and there is no session then: what is set afterwards begins
   *     another one, unless another request has given it a new id moments ago. False also where its
   *     record can't be read any more, see {@link #isAvailable}
   */
  public CompletionStage<Boolean> reload() {
    return writer.reload();
  }

  /**
   * Saves the session now instead of when the response is committed, changed or not.
   *
   * @return false where it is gone, destroyed or expired; nothing is written then, and there is no
   *     session, as after {@link #reload}. Where {@link #set} would be an {@link
   *     IllegalStateException}, the stage fails with it
   */
  public CompletionStage<Boolean> save() {
    try {
      changes.apply(session -> {});
    } catch (IllegalStateException e) {
      return CompletableFuture.failedStage(e);
    }
    return writer.save();
  }

  /**
   * Resets the session's TTL. Loading it has done that once already.
   *
   * @return false where there is nothing stored to touch; what is set in a session that has expired
   *     is then lost, and the response is an error
   */
  public CompletionStage<Boolean> touch() {
    return writer.touch();
  }

  /** Makes another session the request's; the one that it had ends. */
  void adopt(RequestSession begun) {
    changes.adopt(begun.state.current());
  }

  SessionWriter writer() {
    return writer;
  }

  /** Returns the masked id and the names of the attributes, no values. */
  @Override
  public String toString() {
    return state.stored().map(Session::toString).orElse("Session[none]");
  }
}
