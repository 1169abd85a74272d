package io.cloakroom.session.content;

import io.cloakroom.record.StoredValue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What was done to an attribute since it was stored. Immutable and compared by identity, so that a
 * save that is under way knows whether more was done since it began.
 */
final class PendingChange {

  private final @Nullable Own own;
  private final @Nullable Applied last;
  private final boolean confirmed;

  private PendingChange(@Nullable Own own, @Nullable Applied last, boolean confirmed) {
    this.own = own;
    this.last = last;
    this.confirmed = confirmed;
  }

  /**
   * A value that does not depend on what others stored. Compared by identity: setting a value again
   * makes another.
   */
  private static final class Own {

    private final @Nullable StoredValue form;

    /**
     * @param form what a value that was changed in place was stored as when that was found; null
     *     for one that was set or removed
     */
    Own(@Nullable StoredValue form) {
      this.form = form;
    }
  }

  /** A function that was applied. */
  static final class Applied {

    private final @Nullable Applied previous;
    private final UnaryOperator<@Nullable Object> function;
    private final @Nullable StoredValue result;

    /**
     * @param previous the one applied before it
     * @param result what its result was stored as directly afterwards; null where nobody can change
     *     the result in place
     */
    Applied(
        @Nullable Applied previous,
        UnaryOperator<@Nullable Object> function,
        @Nullable StoredValue result) {
      this.previous = previous;
      this.function = function;
      this.result = result;
    }

    UnaryOperator<@Nullable Object> function() {
      return function;
    }
  }

  /** The attribute was set, removed or changed in place: its value does not depend on others. */
  static PendingChange overriding() {
    return changedInPlace(null);
  }

  /** The attribute's value was changed in place, and would be stored like this then. */
  static PendingChange changedInPlace(@Nullable StoredValue form) {
    return new PendingChange(new Own(form), null, false);
  }

  /** The attribute was set or removed when it had these changes. */
  static PendingChange overriding(@Nullable PendingChange before) {
    return new PendingChange(new Own(null), null, before != null && before.confirmed);
  }

  /** A function was applied to an attribute that had these changes before. */
  static PendingChange applied(
      @Nullable PendingChange before,
      UnaryOperator<@Nullable Object> function,
      @Nullable StoredValue result) {
    return before == null
        ? new PendingChange(null, new Applied(null, function, result), false)
        : new PendingChange(
            before.own,
            new Applied(before.last, function, result),
            before.own != null && before.confirmed);
  }

  /** Returns the same functions, whose last result is another. */
  PendingChange withResult(@Nullable StoredValue result) {
    return last == null
        ? this
        : new PendingChange(own, new Applied(last.previous, last.function, result), confirmed);
  }

  /** Returns the same change, known to differ from the record that it was made for. */
  PendingChange confirm() {
    return new PendingChange(own, last, true);
  }

  /** Returns whether the value is this session's, whatever others stored. */
  boolean isOverriding() {
    return own != null;
  }

  boolean isConfirmed() {
    return confirmed;
  }

  /** What the last function's result was stored as; null where nobody can change it in place. */
  @Nullable StoredValue lastResult() {
    return last == null ? null : last.result;
  }

  /** Returns the functions, the first one first. */
  Deque<Applied> functions() {
    Deque<Applied> all = new ArrayDeque<>();
    for (Applied each = last; each != null; each = each.previous) {
      all.addFirst(each);
    }
    return all;
  }

  /** What is left of this change when an earlier state of it was written; null for nothing. */
  @Nullable PendingChange without(PendingChange written) {
    if (this == written) {
      return null;
    }
    if (own != written.own) {
      return this;
    }
    Applied left = null;
    for (Applied each : functions()) {
      left = each == written.last ? null : new Applied(left, each.function, each.result);
    }
    return left == null ? null : new PendingChange(null, left, false);
  }

  /**
   * Returns what is left of this change after a save that did not know yet that the value had been
   * changed in place: the functions, if the record holds that value.
   */
  PendingChange withoutOwn(@Nullable StoredValue written) {
    return own == null || last == null || own.form == null || !own.form.equals(written)
        ? this
        : new PendingChange(null, last, false);
  }
}
