package io.cloakroom.session.content;

import io.cloakroom.record.StoredValue;
import io.cloakroom.record.UnreadableAttributeException;
import io.cloakroom.record.UnstorableAttributeException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a session: their stored form, the values that were handed out, and what was
 * done to them since. For one thread at a time; {@link SessionContent} sees to that.
 */
final class AttributeValues {

  private @Nullable StoredRecord stored;

  /** What was done to attributes since the record was stored. */
  private final Map<String, PendingChange> changes = new LinkedHashMap<>();

  /** The values in use: what was set or computed, and what was restored and handed out. */
  private final Map<String, @Nullable Object> values = new HashMap<>();

  /** The attributes that can't be restored, and are not shown. */
  private final Set<String> hidden = new HashSet<>();

  /** Creates attributes as a store holds them; null: no store holds any yet. */
  AttributeValues(@Nullable StoredRecord stored) {
    this.stored = stored;
  }

  @Nullable StoredRecord stored() {
    return stored;
  }

  /** Returns what was done to attributes since the record was stored. */
  Map<String, PendingChange> changes() {
    return Collections.unmodifiableMap(changes);
  }

  /** Returns the values in use. */
  Map<String, @Nullable Object> inUse() {
    return Collections.unmodifiableMap(values);
  }

  /** Keeps a value and what was done to it, whatever the record holds. */
  void keep(String name, @Nullable PendingChange change, @Nullable Object value, boolean inUse) {
    if (change != null) {
      changes.put(name, change);
    }
    if (inUse) {
      values.put(name, value);
    }
  }

  /** Notes that changes were written. What was changed since then stays to be written. */
  void written(Map<String, PendingChange> covered, StoredRecord newStored) {
    stored = newStored;
    changes.replaceAll(
        (name, change) ->
            covered.containsKey(name) ? change : change.withoutOwn(newStored.get(name)));
    covered.forEach(
        (name, written) -> changes.computeIfPresent(name, (n, change) -> change.without(written)));
  }

  /**
   * Returns the value of an attribute; null where there is none.
   *
   * @throws UnreadableAttributeException if it can't be restored and the policy is to fail
   */
  @Nullable Object get(String name) {
    return isShown(name) ? values.get(name) : null;
  }

  /** Tells whether there is such an attribute. If so, its value is in use afterwards. */
  private boolean isShown(String name) {
    if (values.containsKey(name)) {
      return true;
    }
    StoredRecord held = stored;
    StoredValue found = held == null || changes.containsKey(name) ? null : held.get(name);
    if (held == null || found == null || hidden.contains(name)) {
      return false;
    }
    try {
      values.put(name, held.codec().restore(name, found));
      return true;
    } catch (UnreadableAttributeException e) {
      held.codec().unreadable().accept(e);
      hidden.add(name);
      return false;
    }
  }

  void set(String name, @Nullable Object value) {
    values.put(name, value);
    changes.compute(name, (same, before) -> PendingChange.overriding(before));
  }

  void remove(String name) {
    if (values.containsKey(name) || (stored != null && stored.get(name) != null)) {
      values.remove(name);
      changes.compute(name, (same, before) -> PendingChange.overriding(before));
    }
  }

  /** Applies a function to an attribute, now and again after each conflict; null removes it. */
  @Nullable Object update(String name, UnaryOperator<@Nullable Object> function) {
    PendingChange before = changes.get(name);
    boolean inUse = values.containsKey(name);
    StoredValue form = inUse ? formOf(name, values.get(name)) : null;
    if (wasChangedInPlace(name, before, form)) {
      before = PendingChange.changedInPlace(form);
      changes.put(name, before);
    }
    Object result;
    try {
      result = function.apply(readable(name));
    } catch (Throwable e) {
      takeBack(name, inUse, form);
      throw e;
    }
    if (result == null) {
      values.remove(name);
    } else {
      values.put(name, result);
    }
    changes.put(name, PendingChange.applied(before, function, formOf(name, result)));
    return result;
  }

  /**
   * Returns the value that a function is applied to; null where there is none.
   *
   * @throws UnreadableAttributeException if it can't be restored, whatever the policy: the function
   *     would put something else in its place
   */
  private @Nullable Object readable(String name) {
    if (isShown(name)) {
      return values.get(name);
    }
    StoredValue found = stored == null || changes.containsKey(name) ? null : stored.get(name);
    return stored == null || found == null ? null : stored.codec().restore(name, found);
  }

  /**
   * Undoes what a function has changed in place before it failed.
   *
   * @param form what the value was stored as before; null where nobody can change it, and where no
   *     store has seen it yet
   */
  private void takeBack(String name, boolean inUse, @Nullable StoredValue form) {
    if (!inUse) {
      values.remove(name);
    } else if (stored != null && form != null && !form.equals(formOf(name, values.get(name)))) {
      values.put(name, stored.codec().restore(name, form));
    }
  }

  /** The names of the attributes that are shown, in the order in which they were first set. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>(allNames());
    names.removeIf(name -> RecordFacts.isReserved(name) || !isShown(name));
    return names;
  }

  /** Returns the same, without restoring anything: those that can't be restored are among them. */
  Set<String> storedNames() {
    Set<String> names = new LinkedHashSet<>(allNames());
    names.removeIf(
        name ->
            RecordFacts.isReserved(name)
                || (changes.containsKey(name) && !values.containsKey(name)));
    return names;
  }

  void clear() {
    allNames().stream().filter(name -> !RecordFacts.isReserved(name)).forEach(this::remove);
  }

  int carried() {
    int carried = 0;
    for (String name : hidden) {
      if (!changes.containsKey(name)) {
        carried++;
      }
    }
    return carried;
  }

  /** The names of all attributes that are there or were, hidden ones too; not to be changed. */
  Set<String> allNames() {
    Set<String> held = stored == null ? Set.of() : stored.names();
    if (held.containsAll(changes.keySet())) {
      return held;
    }
    Set<String> names = new LinkedHashSet<>(held);
    names.addAll(changes.keySet());
    return names;
  }

  /** Whether nothing was changed, and nothing was handed out that can be changed in place. */
  boolean areUntouched() {
    if (!changes.isEmpty()) {
      return false;
    }
    for (Object value : values.values()) {
      if (!ImmutableValues.contains(value)) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether a value that was handed out is no longer what it was then. */
  boolean wasChangedInPlace(String name, @Nullable PendingChange change) {
    return wasChangedInPlace(name, change, formOf(name, values.get(name)));
  }

  /**
   * @param form what the value is stored as now; null where it can't be stored, which the save will
   *     report, and where it is immutable
   */
  private boolean wasChangedInPlace(
      String name, @Nullable PendingChange change, @Nullable StoredValue form) {
    if (stored == null
        || ImmutableValues.contains(values.get(name))
        || (change != null && change.isOverriding())) {
      return false;
    }
    if (change == null) {
      return form == null || !stored.isSame(name, form);
    }
    StoredValue result = change.lastResult();
    return result != null && !result.equals(form);
  }

  static boolean isOther(String name, @Nullable Object value, StoredRecord record) {
    try {
      return !record.isSame(name, record.codec().serializer().store(name, value));
    } catch (UnstorableAttributeException e) {
      return true; // the save will say so
    }
  }

  /** What a value that can be changed in place is stored as now; null where that is not known. */
  @Nullable StoredValue formOf(String name, @Nullable Object value) {
    if (stored == null || ImmutableValues.contains(value)) {
      return null;
    }
    try {
      return stored.codec().serializer().store(name, value);
    } catch (UnstorableAttributeException e) {
      return null; // the save will say so
    }
  }
}
