package io.cloakroom.session;

import io.cloakroom.async.SerialQueue;
import io.cloakroom.callback.Arguments;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.content.AttributeCast;
import io.cloakroom.session.content.RecordFacts;
import io.cloakroom.session.content.SessionContent;
import io.cloakroom.session.content.StoredRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A session: its id, its attributes and the facts of its cookie. Changes reach Redis when it is
 * given to one of the verbs of {@link SessionStore}.
 *
 * <pre>{@code
 * session.set("user", "ada");
 * String user = session.get("user", String.class);
 * session.update("visits", Integer.class, visits -> visits == null ? 1 : visits + 1);
 * }</pre>
 *
 * <p>When several requests change one session, changes to different attributes are both kept. Of
 * one attribute that two requests set, the value that is saved later stays; with {@link #update}
 * both changes count.
 *
 * <p>It may be used by several threads. A value that is changed in place (a list that grows) counts
 * as changed without being set again, whether it came from {@link #get} or was given to {@link
 * #set}; it must not be changed by one thread while another saves.
 */
public final class Session {

  private final SessionContent content;
  private final SerialQueue queue = new SerialQueue();
  private final @Nullable Instant madeAt;
  private volatile SessionId id;

  private Session(SessionId id, SessionContent content, @Nullable Instant madeAt) {
    this.id = id;
    this.content = content;
    this.madeAt = madeAt;
  }

  /** Returns a new session without attributes, which lives as the store's {@code ttl} says. */
  public static Session create(SessionId id) {
    return create(id, SessionCookie.PLAIN);
  }

  /**
   * Returns a new session without attributes, which no store knows yet.
   *
   * @param cookie how long it lives and with which attributes its cookie is issued
   */
  public static Session create(SessionId id, SessionCookie cookie) {
    Arguments.require(id, "session id");
    Arguments.require(cookie, "cookie");
    return new Session(id, new SessionContent(cookie), Instant.now());
  }

  /** Returns a session as a store holds it. */
  static Session loaded(SessionId id, StoredRecord stored) {
    return new Session(id, new SessionContent(stored), null);
  }

  /** Returns the id. {@link SessionStore#regenerate} changes it. */
  public SessionId id() {
    return id;
  }

  /** Returns whether no store has held this session yet. */
  public boolean isNew() {
    return content.stored() == null;
  }

  /**
   * Returns when the session began, to the millisecond, as its record says. A new id does not
   * change it. For a session that was not stored yet it is when this object was made.
   *
   * @return null for a session that was loaded and whose record does not say, as of one that
   *     Express began
   */
  public @Nullable Instant creationTime() {
    Instant recorded = content.creationTime();
    return recorded == null && madeAt != null ? madeAt.truncatedTo(ChronoUnit.MILLIS) : recorded;
  }

  /**
   * Returns when the session was last used before it was read, calculated from the TTL that it had
   * left. With {@code touchAfter}, it may have been used up to that much later.
   *
   * @return never before {@link #creationTime}. Null for a new session; if it was not read by
   *     {@link SessionStore#lookUpWithLastAccess}, or with a touch and {@code touchAfter}; if a
   *     fixed end limits the TTL; and if more than a whole TTL was left, as by other options
   */
  public @Nullable Instant lastAccessTime() {
    Instant used = content.lastUse();
    Instant began = creationTime();
    return used != null && began != null && used.isBefore(began) ? began : used;
  }

  /**
   * Returns how long the session lives without being used, as {@link #setIdleInterval} said.
   *
   * @return null where the session has no interval of its own
   */
  public @Nullable Duration idleInterval() {
    return RecordFacts.duration(content.get(RecordFacts.IDLE));
  }

  /**
   * Sets how long the session lives without being used. It is a fact of the record: the session's
   * TTL in Redis, whatever the cookie's {@code maxAge} and the store's {@code ttl} are. A fixed end
   * of the cookie and the store's {@code maxLifetime} still limit it.
   *
   * @param interval more than zero, at most {@link TimeToLive#MAXIMUM}; part of a second rounds up.
   *     Null: as the cookie or the store says
   * @throws IllegalArgumentException if the interval is out of this range
   */
  public void setIdleInterval(@Nullable Duration interval) {
    if (interval == null) {
      content.remove(RecordFacts.IDLE);
      return;
    }
    content.set(RecordFacts.IDLE, RecordFacts.idle(interval, TimeToLive.MAXIMUM));
  }

  /**
   * Returns the value of an attribute.
   *
   * @return null where there is no such attribute, where its value is null, and where it can't be
   *     restored and the option {@code onUnreadableAttribute} is {@code HIDE}
   * @throws io.cloakroom.record.UnreadableAttributeException if it can't be restored and that
   *     option is {@code FAIL}
   */
  public @Nullable Object get(String name) {
    Arguments.require(name, "name of a session attribute");
    return RecordFacts.isReserved(name) ? null : content.get(name);
  }

  /**
   * Returns the value of an attribute as an instance of a class.
   *
   * @param type the class, or a primitive type for its wrapper
   * @return as {@link #get(String)}
   * @throws ClassCastException if the value is of another class; the message names the attribute
   *     and both classes
   */
  public <T> @Nullable T get(String name, Class<T> type) {
    Arguments.require(type, "class of session attribute " + name);
    return AttributeCast.to(type, name, get(name));
  }

  /**
   * Sets an attribute. Setting a value that is stored in the same form as before is no change.
   *
   * @param name not empty, and not beginning with {@code __cloakroom_}
   * @param value what the store's serializer accepts; it is checked when the session is saved
   * @throws IllegalArgumentException if the name is empty or reserved
   */
  public void set(String name, @Nullable Object value) {
    RecordFacts.requireAttribute(name);
    content.set(name, value);
  }

  /**
   * Changes an attribute by a function of its value. The function is applied at once, and again to
   * whatever is found if another request has changed the session meanwhile, so that what several
   * requests add, remove or count is not lost. It must depend on nothing but its argument, and may
   * change and return the argument itself.
   *
   * @param type the class of the value, or a primitive type for its wrapper
   * @param function gets the value, or null where there is no such attribute; where it returns null
   *     the attribute is removed. If it throws, nothing is changed: what it had done to a value in
   *     place is taken back, and a value handed out before is then no longer part of the session.
   *     Only in a session that no store has held yet does the value stay as it is
   * @return what the function returned
   * @throws io.cloakroom.record.UnreadableAttributeException if the attribute can't be restored
   *     here, whatever {@code onUnreadableAttribute} is; nothing is changed. If another request has
   *     stored such a value meanwhile, the save fails with it
   * @throws ClassCastException as {@link #get(String, Class)}
   * @throws IllegalArgumentException as {@link #set}
   */
  public <T> @Nullable T update(
      String name, Class<T> type, Function<? super @Nullable T, ? extends @Nullable T> function) {
    RecordFacts.requireAttribute(name);
    Arguments.require(type, "class of session attribute " + name);
    Arguments.require(function, "function for session attribute " + name);
    Object result =
        content.update(name, value -> function.apply(AttributeCast.to(type, name, value)));
    return AttributeCast.to(type, name, result);
  }

  /** Removes an attribute, if it is there. */
  public void remove(String name) {
    Arguments.require(name, "name of a session attribute");
    if (!RecordFacts.isReserved(name)) {
      content.remove(name);
    }
  }

  /** Removes all attributes. */
  public void clear() {
    content.clear();
  }

  /** Returns the names of the attributes as they are now, in the order of their first setting. */
  public Set<String> names() {
    return Collections.unmodifiableSet(content.names());
  }

  /** Returns the attributes as they are now, in the order of their first setting. */
  public Map<String, @Nullable Object> attributes() {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    content.names().forEach(name -> attributes.put(name, content.get(name)));
    return Collections.unmodifiableMap(attributes);
  }

  /** Returns the facts of the cookie. */
  public SessionCookie cookie() {
    return content.cookie();
  }

  /**
   * Returns the facts of the cookie as the record holds them: where it has a {@code maxAge}, its
   * {@code expires} tells until when the client keeps it. See {@link #renewCookie}.
   *
   * @return as {@link #cookie} for a session that was not stored yet
   */
  public SessionCookie storedCookie() {
    StoredRecord record = content.stored();
    return record == null ? content.cookie() : record.cookie();
  }

  /**
   * Changes how long the session lives, or with which attributes its cookie is issued. Setting the
   * facts that it has is no change.
   */
  public void setCookie(SessionCookie cookie) {
    Arguments.require(cookie, "cookie");
    content.setCookie(cookie);
  }

  /**
   * Notes whether the client is given the cookie again when this session is saved next, so that the
   * record counts a {@code maxAge} from then. Otherwise a save leaves {@code expires} in the record
   * as it is, because the client's cookie is not prolonged. This is no change by itself. A new
   * session, one that gets a new id, and another {@code maxAge} need no such note.
   */
  public void renewCookie(boolean renewed) {
    content.renewCookie(renewed);
  }

  /**
   * Returns whether there is something to save: for a new session that it has attributes, otherwise
   * that an attribute or the cookie differs from the record. Stores each value that was handed out
   * and can be changed in place, to compare it.
   *
   * @throws io.cloakroom.record.UnstorableAttributeException if a value can't be stored
   */
  public boolean isModified() {
    return content.isModified();
  }

  /**
   * Forgets what was changed since the session was loaded or saved last, in place or otherwise:
   * what it shows then is what the record holds. Values that were handed out before are no longer
   * part of it. A session that is new has no attributes afterwards.
   */
  public void revert() {
    content.revert();
  }

  SessionContent content() {
    return content;
  }

  /** Returns the queue of what stores do with this object, one action after another. */
  SerialQueue queue() {
    return queue;
  }

  /** Gives the session another id, under which it was stored. */
  void movedTo(SessionId newId) {
    id = newId;
  }

  /** Returns the masked id and the names of the attributes, no values. */
  @Override
  public String toString() {
    return "Session[" + id + ", attributes " + content.storedNames() + "]";
  }
}
