package io.cloakroom.http;

import io.cloakroom.session.Session;
import io.cloakroom.session.SessionCookie;
import io.cloakroom.session.SessionId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The session as a request's handlers see it: read and changed in memory, written when the response
 * is committed. Where the client has no session, there is nothing to read, and the first {@link
 * #set} begins one; asking never does.
 *
 * <p>It may be used by several threads.
 */
public final class RequestSession {

  private final SessionState state;
  private final SessionWriter writer;

  RequestSession(SessionState state, SessionWriter writer) {
    this.state = state;
    this.writer = writer;
  }

  /**
   * The id: of the session that was found, or the one that a new session would get. After {@link
   * #regenerate} it is the new one.
   */
  public SessionId id() {
    return state.id();
  }

  /**
   * Whether Redis could be asked for the session. False only under {@link OnUnavailable#GO_ON}, for
   * a request that goes on without the session that its client may have: nothing can be read then,
   * what is written is lost, and {@link #regenerate}, {@link #destroy}, {@link #save}, {@link
   * #reload} and {@link #touch} fail with what is the matter.
   */
  public boolean isAvailable() {
    return state.outage().isEmpty();
  }

  /** Whether nothing is stored yet: the client brought no session, or it was destroyed. */
  public boolean isNew() {
    return state.current().map(Session::isNew).orElse(true);
  }

  /**
   * When the session began.
   *
   * @return null where there is none yet, and where its record does not say: only a store with the
   *     option {@code maxLifetime} notes it
   */
  public @Nullable Instant creationTime() {
    return state.current().map(Session::creationTime).orElse(null);
  }

  /**
   * The value of an attribute. If it is changed in place, that is saved too.
   *
   * @return null where there is no such attribute, or no session
   */
  public @Nullable Object get(String name) {
    return state.current().map(session -> session.get(name)).orElse(null);
  }

  /**
   * Gives an attribute a value, and begins a session where there is none.
   *
   * @param name not empty
   * @param value what the store's serializer accepts; it is checked when the session is saved
   * @return the value before; null where there was none
   * @throws IllegalArgumentException if the name is empty
   * @throws IllegalStateException if a session can't begin any more, because the response has begun
   *     without its cookie; or if the request's path lies outside of the cookie's
   */
  public @Nullable Object set(String name, @Nullable Object value) {
    return state.writable().set(name, value);
  }

  /**
   * Removes an attribute, if it is there.
   *
   * @return the value it had; null where there was none
   */
  public @Nullable Object remove(String name) {
    return state.current().map(session -> session.remove(name)).orElse(null);
  }

  /** The names of the attributes as they are now. */
  public Set<String> names() {
    return state.current().map(Session::names).orElse(Set.of());
  }

  /** The attributes as they are now. */
  public Map<String, @Nullable Object> attributes() {
    return state.current().map(Session::attributes).orElse(Map.of());
  }

  /** The facts of the cookie: of the session that was found, or of the one that would begin. */
  public SessionCookie cookie() {
    return state.cookie();
  }

  /**
   * Changes how long the session lives, or with which attributes its cookie is issued, and begins a
   * session where there is none; a new session is still stored only if an attribute is set.
   *
   * @throws IllegalStateException as {@link #set}
   */
  public void setCookie(SessionCookie cookie) {
    state.setCookie(cookie);
  }

  /**
   * Gives the session a new id when the response is committed; whoever knows the old one has no
   * session then. To be done whenever a user's rights change, at log-in above all. Where there is
   * no session nothing happens. Where another request has ended it meanwhile, or given it an id of
   * its own, what this request has set begins a session under the new id, without anything else: of
   * two log-ins at once neither is lost.
   *
   * @return the id it will have
   * @throws IllegalStateException if the response has begun, so that the new cookie can't be sent
   */
  public SessionId regenerate(SessionData data) {
    return state.regenerate(data);
  }

  /**
   * Ends the session: when the response is committed it is removed from Redis and its cookie taken
   * back. Attributes that are set afterwards begin another one.
   */
  public void destroy() {
    state.destroy();
  }

  /**
   * Lets go of the session for the rest of this request, with everything that was changed in it.
   * What becomes of it in Redis says the option {@code unset}.
   */
  public void unset() {
    state.unset();
  }

  /**
   * Reads the session from Redis again and forgets what this request changed in it.
   *
   * @return false where it is gone; there is no session then
   */
  public CompletionStage<Boolean> reload() {
    return writer.reload();
  }

  /**
   * Saves the session now instead of when the response is committed, changed or not.
   *
   * @return false where it is gone, destroyed or expired; nothing is written then
   * @throws IllegalStateException as {@link #set}
   */
  public CompletionStage<Boolean> save() {
    state.writable();
    return writer.save();
  }

  /**
   * Begins the session's TTL anew. Loading it has done that once already.
   *
   * @return false where there is nothing stored to touch
   */
  public CompletionStage<Boolean> touch() {
    return writer.touch();
  }

  /** The masked id and the names of the attributes, no values. */
  @Override
  public String toString() {
    return state.current().map(Session::toString).orElse("Session[none]");
  }
}
