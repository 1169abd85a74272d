package io.cloakroom.tck.history;

import io.cloakroom.tck.history.Operation.Verb;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for an order of the operations on one session, each at some moment between its start and
 * its end, in which every answer is the one that a single client would have got: linearizability,
 * by the search of Wing and Gong with the memory of Lowe.
 *
 * <p>An operation that failed may stand anywhere after its start, or be left out; one whose change
 * somebody has seen stands before that.
 *
 * @see <a href="https://doi.org/10.1002/cpe.3928">Lowe: Testing for linearizability (2017)</a>
 */
final class OrderSearch {

  /** So that a search ends; operations that overlap by dozens would be needed to get there. */
  private static final int MOST_STEPS = 300_000;

  enum Verdict {
    EXPLAINED,
    UNEXPLAINED,
    UNDECIDED
  }

  private record Step(BitSet placed, Content content) {}

  private final List<Operation> operations;
  private final BitSet required = new BitSet();
  private final Set<Step> deadEnds = new HashSet<>();
  private BitSet furthest = new BitSet();
  private int steps;

  OrderSearch(List<Operation> history) {
    this.operations =
        history.stream()
            .map(operation -> operation.isUnknown() ? bounded(operation, history) : operation)
            .filter(OrderSearch::matters)
            .sorted(Comparator.comparingLong(Operation::start))
            .toList();
    for (int i = 0; i < operations.size(); i++) {
      required.set(i, operations.get(i).end() != Operation.NEVER);
    }
  }

  Verdict verdict() {
    boolean found = search(new BitSet(), Content.NONE);
    return found ? Verdict.EXPLAINED : steps > MOST_STEPS ? Verdict.UNDECIDED : Verdict.UNEXPLAINED;
  }

  /** What no order that was tried got to: after a verdict, the operations to look at. */
  List<Operation> unplaced() {
    List<Operation> rest = new ArrayList<>();
    for (int i = required.nextSetBit(0); i >= 0; i = required.nextSetBit(i + 1)) {
      if (!furthest.get(i)) {
        rest.add(operations.get(i));
      }
    }
    return rest;
  }

  private boolean search(BitSet placed, Content content) {
    if (placed.cardinality() > furthest.cardinality()) {
      furthest = (BitSet) placed.clone();
    }
    long latest = latestStart(placed);
    if (latest == Operation.NEVER) {
      return true;
    }
    Step here = new Step((BitSet) placed.clone(), content);
    if (deadEnds.contains(here) || ++steps > MOST_STEPS) {
      return false;
    }
    for (int i = placed.nextClearBit(0); i < operations.size(); i = placed.nextClearBit(i + 1)) {
      Operation next = operations.get(i);
      if (next.start() > latest) {
        break;
      }
      Optional<Content> after = content.after(next);
      if (after.isPresent()) {
        placed.set(i);
        if (search(placed, after.get())) {
          return true;
        }
        placed.clear(i);
      }
    }
    deadEnds.add(here);
    return false;
  }

  /** What comes next must have begun before the first of those that are to come has ended. */
  private long latestStart(BitSet placed) {
    long latest = Operation.NEVER;
    for (int i = required.nextSetBit(0); i >= 0; i = required.nextSetBit(i + 1)) {
      if (!placed.get(i)) {
        latest = Math.min(latest, operations.get(i).end());
      }
    }
    return latest;
  }

  /** An unknown one that could be left out without anybody noticing is. */
  private static boolean matters(Operation operation) {
    return operation.end() != Operation.NEVER
        || operation.verb() == Verb.REGENERATE
        || operation.verb() == Verb.DESTROY;
  }

  private static Operation bounded(Operation unknown, List<Operation> history) {
    long latest = Operation.NEVER;
    for (Operation other : history) {
      if (other.answer() instanceof Answer.Found found && Values.shows(found, unknown)) {
        latest = Math.min(latest, other.end());
      }
    }
    return unknown.endingBy(latest);
  }
}
