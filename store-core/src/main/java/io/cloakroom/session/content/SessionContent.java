package io.cloakroom.session.content;

import io.cloakroom.record.AttributeSerializer;
import io.cloakroom.record.RecordParts;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.StoredValue;
import io.cloakroom.record.UnreadableAttributeException;
import io.cloakroom.record.UnstorableAttributeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The content of a session: the record that was loaded, the values that were handed out, and what
 * was changed since. An attribute is its stored form until it is asked for; what nobody asked for
 * is written back byte for byte.
 */
public final class SessionContent {

  private AttributeValues attributes;
  private SessionCookie cookie;
  private @Nullable PendingChange cookieChange;
  private SessionCookie unchangedCookie; // as it is without the change
  private boolean cookieRenewed;
  private final LostReplies lostReplies = new LostReplies();
  private int reverts;
  private @Nullable Instant aliveUntil;
  private @Nullable Instant lastUse;

  /** Creates a content that no store holds yet. */
  public SessionContent(SessionCookie cookie) {
    this.attributes = new AttributeValues(null);
    this.cookie = cookie;
    this.unchangedCookie = cookie;
  }

  /** Creates a content as a store holds it. */
  public SessionContent(StoredRecord stored) {
    this.attributes = new AttributeValues(stored);
    this.cookie = stored.cookie();
    this.unchangedCookie = cookie;
  }

  public synchronized @Nullable StoredRecord stored() {
    return attributes.stored();
  }

  /** Returns what was sent for this session and is not known to have been written. */
  public LostReplies lostReplies() {
    return lostReplies;
  }

  /** Returns whether the session may be saved. */
  public synchronized boolean isWritable() {
    StoredRecord stored = stored();
    return stored == null || stored.isWritable();
  }

  public synchronized SessionCookie cookie() {
    return cookie;
  }

  public synchronized void setCookie(SessionCookie newCookie) {
    cookie = newCookie;
    cookieChange = PendingChange.overriding();
  }

  /** Returns when the session began, as its record says or will say; null where it does not. */
  public @Nullable Instant creationTime() {
    return RecordFacts.time(get(RecordFacts.CREATED));
  }

  /** Notes when the session began, unless that is known. */
  public synchronized void beginAt(Instant now) {
    if (creationTime() == null) {
      set(RecordFacts.CREATED, now.truncatedTo(ChronoUnit.MILLIS).toString());
    }
  }

  /** Notes whether the client gets the cookie again with the next save. */
  public synchronized void renewCookie(boolean renewed) {
    cookieRenewed = renewed;
  }

  /**
   * Returns the cookie as the record is to hold it. A {@code maxAge} is counted there from when the
   * client got the cookie, so that what is saved without telling the client puts off no renewal.
   */
  public synchronized SessionCookie cookieToStore() {
    StoredRecord stored = stored();
    return stored != null && !cookieRenewed && cookie.isSameChoiceAs(stored.cookie())
        ? stored.cookie()
        : cookie;
  }

  /** Notes when the session was used before it was loaded. */
  public synchronized void lastUsedAt(Instant time) {
    lastUse = time;
  }

  /** Returns when the session was used before it was loaded; null where that is not known. */
  public synchronized @Nullable Instant lastUse() {
    return lastUse;
  }

  /** Notes for how long the record lives from now on at least; null: that is not known. */
  public synchronized void livesUntil(@Nullable Instant time) {
    aliveUntil = time;
  }

  /** Until when the record lives at least if nobody removes it; null where that is not known. */
  public synchronized @Nullable Instant aliveUntil() {
    return aliveUntil;
  }

  /** Notes that the TTL is reset now; null for {@code end}: the session has no fixed end. */
  public synchronized void usedAt(Instant now, @Nullable Instant end) {
    cookie = cookie.usedAt(now).endingBy(end);
    unchangedCookie = unchangedCookie.usedAt(now).endingBy(end);
  }

  /**
   * Returns the value of an attribute; null where there is none.
   *
   * @throws UnreadableAttributeException if it can't be restored and the policy is to fail
   */
  public synchronized @Nullable Object get(String name) {
    return attributes.get(name);
  }

  public synchronized void set(String name, @Nullable Object value) {
    attributes.set(name, value);
  }

  public synchronized void remove(String name) {
    attributes.remove(name);
  }

  /** Applies a function to an attribute, now and again after each conflict; null removes it. */
  public synchronized @Nullable Object update(
      String name, UnaryOperator<@Nullable Object> function) {
    return attributes.update(name, function);
  }

  /**
   * Returns the names of the attributes that are shown, in the order in which they were first set.
   */
  public synchronized Set<String> names() {
    return attributes.names();
  }

  /** Returns the same, without restoring anything: those that can't be restored are among them. */
  public synchronized Set<String> storedNames() {
    return attributes.storedNames();
  }

  /** Returns how many attributes can't be restored and stay in the record as they are. */
  public synchronized int carried() {
    return attributes.carried();
  }

  public synchronized void clear() {
    attributes.clear();
  }

  /** Returns whether there is something to write: for a new session that it has attributes. */
  public synchronized boolean isModified() {
    StoredRecord stored = stored();
    return stored == null ? !names().isEmpty() : draft(stored.codec().serializer()).isChange();
  }

  /** Whether nothing was changed, and nothing was handed out that can be changed in place. */
  public synchronized boolean isUntouched() {
    return isWritable() && cookieChange == null && attributes.areUntouched();
  }

  /**
   * What is about to be written.
   *
   * @param changes what it covers
   * @param isChange whether it says something else than the record that was loaded
   * @param reverts how often changes had been forgotten by then
   */
  public record Draft(
      Map<String, StoredValue> attributes,
      Map<String, PendingChange> changes,
      @Nullable PendingChange cookieChange,
      boolean isChange,
      int reverts) {

    public RecordParts with(SessionCookie cookie) {
      return new RecordParts(cookie, attributes);
    }
  }

  /**
   * Returns what is to be written, and changes nothing.
   *
   * @throws UnstorableAttributeException if a value can't be stored
   */
  public synchronized Draft draft(AttributeSerializer serializer) {
    StoredRecord stored = stored();
    Map<String, PendingChange> changes = attributes.changes();
    Map<String, @Nullable Object> values = attributes.inUse();
    boolean converting = stored != null && !stored.hasFormOf(serializer);
    Map<String, StoredValue> now = new LinkedHashMap<>();
    boolean changed = stored == null || isCookieChanged(stored);
    for (String name : RecordFacts.inOrder(attributes.allNames())) {
      PendingChange change = changes.get(name);
      boolean replaced = converting && change != null && change.isOverriding();
      StoredValue old = stored == null || replaced ? null : stored.get(name, serializer);
      if (change == null && old != null && ImmutableValues.contains(values.get(name))) {
        now.put(name, old);
        continue;
      }
      StoredValue form = values.containsKey(name) ? serializer.store(name, values.get(name)) : null;
      boolean same = form == null ? old == null : old != null && isSame(stored, name, old, form);
      StoredValue written = same ? old : form;
      if (written != null) {
        now.put(name, written);
      }
      changed |= !same || replaced || (change != null && change.isConfirmed());
    }
    return new Draft(now, Map.copyOf(changes), cookieChange, changed, reverts);
  }

  private static boolean isSame(
      @Nullable StoredRecord stored, String name, StoredValue old, StoredValue form) {
    return form.equals(old) || (stored != null && stored.isSame(name, form));
  }

  private boolean isCookieChanged(StoredRecord before) {
    return cookieChange != null
        && (cookieChange.isConfirmed() || !cookie.isSameChoiceAs(before.cookie()));
  }

  /** Notes that a draft was written. What was changed since then stays to be written. */
  public synchronized void written(LostReplies.Write write) {
    Draft draft = write.draft();
    StoredRecord newStored = write.stored();
    aliveUntil = write.end();
    cookieRenewed = false;
    if (draft.reverts() == reverts) {
      attributes.written(draft.changes(), newStored);
      cookieChange = cookieChange == draft.cookieChange() ? null : cookieChange;
    } else {
      // what was handed out since is of the record from before, as after another's write
      attributes = AttributeRebase.of(attributes, newStored);
      cookie = cookieChange == null ? newStored.cookie() : cookie;
    }
    unchangedCookie = cookie.isSameChoiceAs(newStored.cookie()) ? cookie : newStored.cookie();
  }

  /** Forgets what was changed since the record was stored, and which values were handed out. */
  public synchronized void revert() {
    reverts++;
    attributes = new AttributeValues(stored());
    cookieChange = null;
    cookie = unchangedCookie;
  }

  /**
   * Takes over what another request stored, and makes this request's own changes to it again:
   * functions are applied to what is found; of an attribute that both changed otherwise, this
   * request's value stays.
   *
   * @param theirs the record found in the store
   */
  public synchronized void rebase(StoredRecord theirs) {
    StoredRecord mine = Objects.requireNonNull(stored(), "only a stored session can conflict");
    attributes = AttributeRebase.of(attributes, theirs);
    if (isCookieChanged(mine)) {
      cookieChange = PendingChange.overriding().confirm();
    } else {
      cookieChange = null;
      cookie = theirs.cookie();
    }
    unchangedCookie = theirs.cookie();
  }

  /**
   * Becomes the content of a new session that has what was set or computed in this one, and nothing
   * else of it.
   *
   * @param usual its cookie, unless the cookie was set here
   */
  public synchronized void beginAgain(SessionCookie usual) {
    attributes = AttributeRebase.withoutRecord(attributes);
    cookie = cookieChange == null ? usual : cookie;
    unchangedCookie = usual;
  }
}
