package io.cloakroom.tck.history;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks for an order of the operations on one session, each at some moment between its start and
 * its end, in which every answer is the one that a single client would have got: linearizability,
 * by the search of Wing and Gong with the memory of Lowe.
 *
 * <p>An operation that failed may stand anywhere after its start, or be left out; one whose change
 * somebody has seen stands before that. At each {@link AllowedLoss}, between its two moments, the
 * session becomes what it was before, at any point of the order after which it may be undone.
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

  /**
   * Where a search stands.
   *
   * @param losses how many have come
   * @param undoable what the next one may make of the session, and when that was over at the latest
   */
  private record Step(
      BitSet placed, SessionCopies content, int losses, Map<SessionCopies, Long> undoable) {

    static final Step FIRST = new Step(new BitSet(), SessionCopies.NONE, 0, Map.of());
  }

  private final List<Operation> operations;
  private final List<AllowedLoss> losses;
  private final BitSet required = new BitSet();
  private final Set<Step> deadEnds = new HashSet<>();
  private BitSet furthest = new BitSet();
  private int steps;

  /**
   * @param losses in the order in which they came
   */
  OrderSearch(List<Operation> history, List<AllowedLoss> losses) {
    this.losses = losses;
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
    boolean found = search(Step.FIRST);
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

  private boolean search(Step at) {
    if (at.placed.cardinality() > furthest.cardinality()) {
      furthest = at.placed;
    }
    long latest = latestStart(at.placed);
    if (latest == Operation.NEVER) {
      return true;
    }
    AllowedLoss loss = at.losses < losses.size() ? losses.get(at.losses) : null;
    Map<SessionCopies, Long> undoable = at.undoable;
    if (loss != null && latest > loss.since()) {
      undoable = with(at.undoable, Stream.of(at.content), Operation.NEVER);
    }
    Step here = new Step(at.placed, at.content, at.losses, undoable);
    steps += 1 + undoable.size() / 10;
    if (deadEnds.contains(here) || steps > MOST_STEPS) {
      return false;
    }
    if (placesNext(here, loss == null ? latest : Math.min(latest, loss.until()))
        || (loss != null && comesNow(loss, here))) {
      return true;
    }
    deadEnds.add(here);
    return false;
  }

  private boolean placesNext(Step here, long latest) {
    BitSet placed = here.placed;
    for (int i = placed.nextClearBit(0); i < operations.size(); i = placed.nextClearBit(i + 1)) {
      Operation next = operations.get(i);
      if (next.start() > latest) {
        break;
      }
      Optional<SessionCopies> after = here.content.after(next);
      if (after.isPresent()) {
        BitSet more = (BitSet) placed.clone();
        more.set(i);
        Map<SessionCopies, Long> undoable = withHalves(over(here, after.get(), next), next);
        if (search(new Step(more, after.get(), here.losses, undoable))) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean comesNow(AllowedLoss loss, Step here) {
    return here.undoable.keySet().stream()
        .map(earlier -> here.content.undoneTo(earlier, loss.concerns()))
        .distinct()
        .anyMatch(undone -> search(new Step(here.placed, undone, here.losses + 1, Map.of())));
  }

  /** What the session was until an operation changed it is over when that has ended. */
  private static Map<SessionCopies, Long> over(
      Step here, SessionCopies after, Operation operation) {
    if (after.equals(here.content) || !here.undoable.containsKey(here.content)) {
      return here.undoable;
    }
    Map<SessionCopies, Long> all = new HashMap<>(here.undoable);
    all.put(here.content, operation.end());
    return all;
  }

  /**
   * Adds what the session is between the two writes of a new id: a mixture of what it was at two
   * moments, neither of which was over when the operation began.
   */
  private static Map<SessionCopies, Long> withHalves(
      Map<SessionCopies, Long> undoable, Operation operation) {
    if (operation.verb() != Verb.REGENERATE) {
      return undoable;
    }
    List<SessionCopies> meanwhile =
        undoable.entrySet().stream()
            .filter(content -> content.getValue() >= operation.start())
            .map(Map.Entry::getKey)
            .toList();
    return with(
        undoable,
        meanwhile.stream()
            .flatMap(
                there ->
                    meanwhile.stream()
                        .flatMap(copied -> there.halfway(operation, copied).stream())),
        operation.end());
  }

  private static Map<SessionCopies, Long> with(
      Map<SessionCopies, Long> some, Stream<SessionCopies> others, long over) {
    Map<SessionCopies, Long> all = new HashMap<>(some);
    others.forEach(content -> all.merge(content, over, Math::max));
    return all;
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
      if (other.answer() instanceof Outcome.Found found && WrittenValues.shows(found, unknown)) {
        latest = Math.min(latest, other.end());
      }
    }
    return unknown.endingBy(latest);
  }
}
