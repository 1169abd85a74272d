package io.cloakroom.tck.history;

import io.cloakroom.tck.history.Violation.Promise;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides whether what the clients of one session were told can be true. It raises no false alarm:
 * an operation that failed may have happened, at any time since, or not, and what a failover may
 * have undone ({@link AllowedLoss}) may be undone or not. The last question is the whole of it;
 * those before it tell in plain words what is wrong.
 */
final class HistoryChecker {

  private final List<Operation> history;
  private final List<AllowedLoss> losses;

  private HistoryChecker(Collection<Operation> history, List<AllowedLoss> losses) {
    this.history = history.stream().sorted(Comparator.comparingLong(Operation::start)).toList();
    this.losses = losses.stream().map(loss -> loss.forSession(history)).toList();
  }

  /**
   * The first promise that a history shows to be broken; empty where all are kept.
   *
   * @param losses what the servers may have undone, in the order in which it came
   */
  static Optional<Violation> check(Collection<Operation> history, List<AllowedLoss> losses) {
    HistoryChecker checker = new HistoryChecker(history, losses);
    return checker.foreignValue().or(checker::comeBack).or(checker::lost).or(checker::disorder);
  }

  private Optional<Violation> foreignValue() {
    Set<Map.Entry<String, String>> written =
        history.stream()
            .flatMap(operation -> operation.changes().entrySet().stream())
            .flatMap(change -> change.getValue().map(v -> Map.entry(change.getKey(), v)).stream())
            .collect(Collectors.toSet());
    return history.stream()
        .flatMap(
            operation ->
                seenBy(operation)
                    .filter(value -> !written.contains(value))
                    .map(value -> operation + " saw " + value + ", which nobody wrote here"))
        .findFirst()
        .map(text -> violation(Promise.NO_FOREIGN_VALUE, List.of("P21"), text));
  }

  private static Stream<Map.Entry<String, String>> seenBy(Operation operation) {
    return operation.answer() instanceof Outcome.Found found
        ? found.seen().entrySet().stream()
        : Stream.empty();
  }

  private Optional<Violation> comeBack() {
    return pairs(
        Promise.NOTHING_COMES_BACK,
        (ended, later) -> ended.sawItEnd() && later.sawItAlive() && ended.id().equals(later.id()),
        "was told that it is gone, but later");
  }

  /**
   * A value is lost where an older one is seen after it was saved. After a failover there may be
   * two copies under two ids, which go ways of their own.
   */
  private Optional<Violation> lost() {
    return pairs(
        Promise.NOTHING_IS_LOST,
        (saved, later) ->
            saved.sawItAlive()
                && later.answer() instanceof Outcome.Found found
                && (losses.isEmpty() || saved.id().equals(later.id()))
                && saved.changes().keySet().stream().anyMatch(name -> isStale(found, name, saved)),
        "was told that it is saved, but later");
  }

  /** Whether what was seen of an attribute was overwritten before another operation began. */
  private boolean isStale(Outcome.Found found, String name, Operation saved) {
    return history.stream()
        .filter(older -> older.precedes(saved))
        .flatMap(older -> Optional.ofNullable(older.changes().get(name)).stream())
        .anyMatch(overwritten -> WrittenValues.shows(found, name, overwritten));
  }

  private Optional<Violation> disorder() {
    OrderSearch search = new OrderSearch(history, losses);
    return switch (search.verdict()) {
      case EXPLAINED -> Optional.empty();
      case UNEXPLAINED ->
          Optional.of(
              violation(
                  Promise.AS_IF_ONE_AFTER_ANOTHER,
                  List.of("S10", "S11", "S24"),
                  "no order explains these: " + search.unplaced().stream().limit(5).toList()));
      case UNDECIDED -> throw new IllegalStateException("A history too long to decide:" + text());
    };
  }

  private interface Pair {
    boolean is(Operation earlier, Operation later);
  }

  private Optional<Violation> pairs(Promise promise, Pair wrong, String words) {
    for (Operation earlier : history) {
      for (Operation later : history) {
        if (earlier.precedes(later)
            && wrong.is(earlier, later)
            && losses.stream().noneMatch(loss -> loss.mayUndo(earlier, later))) {
          List<String> clauses = List.of(clause(promise, earlier));
          return Optional.of(
              violation(promise, clauses, earlier + "\n  " + words + "\n  " + later));
        }
      }
    }
    return Optional.empty();
  }

  private static String clause(Promise promise, Operation earlier) {
    if (earlier.verb() == Verb.REGENERATE) {
      return "S24";
    }
    return promise == Promise.NOTHING_COMES_BACK ? "S10" : "S11";
  }

  private Violation violation(Promise promise, List<String> clauses, String text) {
    String all = text + "\nAll that was done to this session:" + text();
    return new Violation(promise, clauses, all, null);
  }

  private String text() {
    return history.stream().map(each -> "\n  " + each).collect(Collectors.joining());
  }
}
