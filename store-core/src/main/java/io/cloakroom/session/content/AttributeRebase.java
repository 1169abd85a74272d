package io.cloakroom.session.content;

import io.cloakroom.record.StoredValue;
import io.cloakroom.record.UnreadableAttributeException;
import io.cloakroom.session.content.PendingChange.Applied;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Applies this request's changes to attributes again to what another request has stored: functions
 * are applied to what is found; of an attribute that both changed otherwise, this request's value
 * stays.
 */
final class AttributeRebase {

  private final AttributeValues attributes;
  private final @Nullable StoredRecord mine;

  private AttributeRebase(AttributeValues attributes) {
    this.attributes = attributes;
    this.mine = attributes.stored();
  }

  /**
   * Returns the attributes with this request's changes to what was found.
   *
   * @param theirs the record found in the store
   */
  static AttributeValues of(AttributeValues attributes, StoredRecord theirs) {
    return new AttributeRebase(attributes).on(theirs);
  }

  /** Returns what was set or computed, for a session that no store holds yet. */
  static AttributeValues withoutRecord(AttributeValues attributes) {
    AttributeValues kept = new AttributeValues(null);
    attributes
        .changes()
        .forEach(
            (name, change) -> {
              if (!name.equals(RecordFacts.CREATED) && attributes.inUse().containsKey(name)) {
                Object value =
                    change.isOverriding()
                        ? attributes.inUse().get(name)
                        : recomputed(name, change, null);
                if (change.isOverriding() || value != null) {
                  kept.set(name, value);
                }
              }
            });
    return kept;
  }

  private AttributeValues on(StoredRecord theirs) {
    AttributeValues result = new AttributeValues(theirs);
    Set<String> touched = new LinkedHashSet<>(attributes.changes().keySet());
    touched.addAll(attributes.inUse().keySet());
    for (String name : touched) {
      PendingChange change = ownChange(name);
      boolean inUse = attributes.inUse().containsKey(name);
      Object value = attributes.inUse().get(name);
      if (change == null || (name.equals(RecordFacts.CREATED) && theirs.get(name) != null)) {
        // a value that both agree on stays in use: handlers may still hold it
        boolean kept = change == null && inUse && mine != null && mine.agreesOn(name, theirs);
        result.keep(name, null, value, kept);
      } else if (change.isOverriding()) {
        result.keep(name, change.confirm(), value, inUse);
      } else {
        Object computed = recomputed(name, change, theirs);
        result.keep(
            name,
            change.withResult(attributes.formOf(name, computed)).confirm(),
            computed,
            computed != null);
      }
    }
    return result;
  }

  /** What this request did to an attribute of the record that it loaded; null for nothing. */
  private @Nullable PendingChange ownChange(String name) {
    PendingChange change = attributes.changes().get(name);
    if (change == null || !change.isOverriding()) {
      return attributes.wasChangedInPlace(name, change) ? PendingChange.overriding() : change;
    }
    if (change.isConfirmed() || mine == null) {
      return change;
    }
    return attributes.inUse().containsKey(name)
        ? (AttributeValues.isOther(name, attributes.inUse().get(name), mine) ? change : null)
        : (mine.get(name) != null ? change : null);
  }

  /**
   * Returns the result of functions on what another request stored.
   *
   * @throws UnreadableAttributeException if that can't be restored here: the functions would put
   *     something else in its place
   */
  private static @Nullable Object recomputed(
      String name, PendingChange change, @Nullable StoredRecord theirs) {
    StoredValue found = theirs == null ? null : theirs.get(name);
    Object value = null;
    if (theirs != null && found != null) {
      try {
        value = theirs.codec().restore(name, found);
      } catch (UnreadableAttributeException e) {
        theirs.codec().unreadable().accept(e);
        throw e;
      }
    }
    for (Applied each : change.functions()) {
      value = each.function().apply(value);
    }
    return value;
  }
}
