package io.cloakroom.tck.history;

import java.util.Collection;
import java.util.function.Predicate;

/**
 * What a failover may undo: of the sessions concerned, all that was done after some moment that
 * nobody knows, in the order in which it was done. What had been acknowledged when the replica was
 * known to have everything stays.
 *
 * @param since the replica had all that was acknowledged until then
 * @param until the master was dead by then, so that nothing that was done later is undone
 * @param concerns which ids the master was in charge of
 */
record AllowedLoss(long since, long until, Predicate<String> concerns) {

  /** Whether an operation may be undone by the time at which another one ends. */
  boolean mayUndo(Operation operation, Operation later) {
    return operation.end() > since && operation.start() < until && later.end() > since;
  }

  /**
   * A change of id takes two writes, of which the replica may have the first: a copy of what the
   * session was when the change began. So for a session whose id was being changed, this begins
   * with that change.
   */
  AllowedLoss forSession(Collection<Operation> history) {
    long begin =
        history.stream()
            .filter(operation -> operation.verb() == Verb.REGENERATE)
            .filter(operation -> operation.start() < since && operation.end() > since)
            .filter(operation -> !operation.isUnknown())
            .mapToLong(Operation::start)
            .min()
            .orElse(since);
    return new AllowedLoss(begin, until, concerns);
  }
}
