package io.cloakroom.session;

import io.cloakroom.serializer.SessionRecord;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A session: its id, its attributes, the facts of its cookie, and what was changed since it was
 * loaded. Changes reach Redis when it is given to one of the verbs of {@link SessionStore}.
 *
 * <p>It may be used by several threads. A value that is changed in place (a list that grows) counts
 * as changed without being set again; it must not be changed by one thread while another saves.
 */
public final class Session {

  private final SessionId id;
  private final Map<String, @Nullable Object> attributes;
  private @Nullable Instant creationTime;
  private SessionCookie cookie;
  private Changes changes = new Changes();
  private boolean handedOutMutable;
  private @Nullable StoredRecord stored;
  private Optional<byte[]> changedInPlace = Optional.empty();

  private Session(SessionId id, SessionRecord content, @Nullable StoredRecord stored) {
    this.id = id;
    this.attributes = CreationTime.shown(content);
    this.creationTime = CreationTime.in(content);
    this.cookie = content.cookie();
    this.stored = stored;
  }

  /**
   * A new session without attributes, which no store knows yet.
   *
   * @param cookie how long it lives and with which attributes its cookie is issued
   */
  public static Session create(SessionId id, SessionCookie cookie) {
    return new Session(id, new SessionRecord(cookie, Map.of()), null);
  }

  /** A session as a store holds it. */
  static Session loaded(SessionId id, SessionRecord content, StoredRecord stored) {
    return new Session(id, content, stored);
  }

  /** The id. */
  public SessionId id() {
    return id;
  }

  /** Whether no store has held this session yet. */
  public synchronized boolean isNew() {
    return stored == null;
  }

  /**
   * When the session began, to the millisecond; a new id does not change it.
   *
   * @return null where the record does not say: only a store with the option {@code maxLifetime}
   *     notes it
   */
  public synchronized @Nullable Instant creationTime() {
    return creationTime;
  }

  synchronized void createdAt(Instant time) {
    creationTime = time;
  }

  /**
   * The value of an attribute.
   *
   * @return null where there is no such attribute, or where its value is null
   */
  public synchronized @Nullable Object get(String name) {
    Object value = attributes.get(name);
    handedOutMutable |= !Immutables.contains(value);
    return value;
  }

  /**
   * Gives an attribute a value.
   *
   * @param name not empty
   * @param value what the store's serializer accepts; it is checked when the session is saved
   * @return the value before; null where there was none
   * @throws IllegalArgumentException if the name is empty, or {@code __cloakroom_created}, which
   *     the record needs itself
   */
  public synchronized @Nullable Object set(String name, @Nullable Object value) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("The name of a session attribute must not be empty");
    }
    if (name.equals(CreationTime.NAME)) {
      throw new IllegalArgumentException(
          "The session attribute " + name + " has a name that the record needs itself");
    }
    changes.attribute(name);
    return attributes.put(name, value);
  }

  /**
   * Removes an attribute, if it is there.
   *
   * @return the value it had; null where there was none
   */
  public synchronized @Nullable Object remove(String name) {
    if (attributes.containsKey(name)) {
      changes.attribute(name);
    }
    return attributes.remove(name);
  }

  /** Removes all attributes. */
  public synchronized void clear() {
    attributes.keySet().forEach(changes::attribute);
    attributes.clear();
  }

  /** The names of the attributes as they are now, in the order in which they were first set. */
  public synchronized Set<String> names() {
    return Collections.unmodifiableSet(new LinkedHashSet<>(attributes.keySet()));
  }

  /** The attributes as they are now, in the order in which they were first set. */
  public synchronized Map<String, @Nullable Object> attributes() {
    handedOutMutable |= !attributes.values().stream().allMatch(Immutables::contains);
    return Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /** The facts of the cookie. */
  public synchronized SessionCookie cookie() {
    return cookie;
  }

  /** Changes how long the session lives, or with which attributes its cookie is issued. */
  public synchronized void setCookie(SessionCookie newCookie) {
    changes.cookie();
    cookie = newCookie;
  }

  /**
   * Whether there is something to save: for a new session that it has attributes, otherwise that an
   * attribute or the cookie was set, or a value was changed in place. Serializes the session at
   * most once, and only if a value was handed out that can be changed in place.
   *
   * @throws io.cloakroom.serializer.UnstorableAttributeException if a value can't be stored any
   *     more
   */
  public synchronized boolean isModified() {
    if (stored == null) {
      return !attributes.isEmpty();
    }
    if (!changes.isEmpty()) {
      return true;
    }
    changedInPlace = handedOutMutable ? stored.differenceTo(held()) : Optional.empty();
    return changedInPlace.isPresent();
  }

  /**
   * Tells that nobody changes in place any more what was handed out until now: {@link #isModified}
   * need not serialize the session again for it.
   */
  public synchronized void settle() {
    handedOutMutable = false;
  }

  /** The same content under another id, as a session that no store knows yet. */
  public synchronized Session withId(SessionId newId) {
    Session renamed = new Session(newId, new SessionRecord(cookie, held()), null);
    renamed.handedOutMutable = handedOutMutable;
    return renamed;
  }

  /**
   * A new session of what was set in this one since it was loaded, and of nothing else: where this
   * one has gone meanwhile, and its user is to have a session all the same.
   *
   * @param usual its cookie, unless that was changed here
   */
  public synchronized Session anew(SessionId newId, SessionCookie usual) {
    Session begun = create(newId, changes.includesCookie() ? cookie : usual);
    changes.attributes().stream()
        .filter(attributes::containsKey)
        .forEach(name -> begun.set(name, attributes.get(name)));
    return begun;
  }

  /** What somebody says of it who keeps nothing that is handed out. */
  synchronized @Nullable String ask(Function<Session, @Nullable String> question) {
    boolean before = handedOutMutable;
    try {
      return question.apply(this);
    } finally {
      handedOutMutable = before;
    }
  }

  /** The attributes as the record holds them. */
  private Map<String, @Nullable Object> held() {
    return CreationTime.stored(creationTime, attributes);
  }

  /**
   * Notes that its TTL was moved at the given time.
   *
   * @param end when the session ends whatever happens; null: never
   */
  synchronized void usedAt(Instant now, @Nullable Instant end) {
    cookie = cookie.usedAt(now).endingBy(end);
  }

  /** Whether it may be saved. */
  synchronized boolean isWritable() {
    return stored == null || stored.isWritable();
  }

  synchronized @Nullable StoredRecord stored() {
    return stored;
  }

  /**
   * What is to be written, and the changes that this covers; later ones are kept apart. Where
   * {@link #isModified} has found nothing but changes in place, its serialization is used, in which
   * the cookie's {@code expires} is the one stored before: with a maxAge nobody goes by it.
   *
   * @param end as in {@link #usedAt}
   */
  synchronized Draft draft(Instant now, @Nullable Instant end) {
    usedAt(now, end);
    Draft draft =
        changes.isEmpty() && changedInPlace.isPresent() && stored != null
            ? new Draft(new SessionRecord(stored.cookie(), held()), changes, changedInPlace)
            : new Draft(new SessionRecord(cookie, held()), changes, Optional.empty());
    changes = new Changes();
    changedInPlace = Optional.empty();
    return draft;
  }

  synchronized void written(StoredRecord newStored) {
    stored = newStored;
  }

  /** Takes a draft back that was not written, so that its changes are not forgotten. */
  synchronized void notWritten(Draft draft) {
    changes.addAll(draft.changes());
  }

  /**
   * Takes over what another request stored meanwhile and makes this request's own changes to it
   * again. An attribute that both changed keeps this request's value.
   *
   * @param theirs the record found in the store
   */
  synchronized void rebase(StoredRecord theirs) {
    StoredRecord mine = Objects.requireNonNull(stored, "only a stored session can conflict");
    if (handedOutMutable) {
      mine.namesChangedInPlace(attributes).forEach(changes::attribute);
    }
    SessionRecord found = theirs.content();
    Map<String, @Nullable Object> merged = CreationTime.shown(found);
    if (handedOutMutable) {
      merged.replaceAll((name, value) -> isHeld(name, value, mine) ? attributes.get(name) : value);
    }
    for (String name : changes.attributes()) {
      if (attributes.containsKey(name)) {
        merged.put(name, attributes.get(name));
      } else {
        merged.remove(name);
      }
    }
    attributes.clear();
    attributes.putAll(merged);
    Instant theirTime = CreationTime.in(found);
    if (theirTime != null) {
      creationTime = theirTime;
    }
    if (!changes.includesCookie()) {
      cookie = found.cookie();
    }
    stored = theirs;
  }

  /** Whether a value that others left alone is here already, where somebody may hold on to it. */
  private boolean isHeld(String name, @Nullable Object found, StoredRecord mine) {
    return attributes.containsKey(name) && mine.isSame(name, found, attributes.get(name));
  }

  /** The masked id and the names of the attributes, no values. */
  @Override
  public synchronized String toString() {
    return "Session[" + id + ", attributes " + attributes.keySet() + "]";
  }

  /**
   * What is about to be written.
   *
   * @param serialized the content in the serializer's form, where that is known already
   */
  record Draft(SessionRecord content, Changes changes, Optional<byte[]> serialized) {}
}
