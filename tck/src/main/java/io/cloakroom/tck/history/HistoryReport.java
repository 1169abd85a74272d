package io.cloakroom.tck.history;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What became of a {@link Workload}.
 *
 * @param seed what chance went by
 * @param sessions how many sessions there were
 * @param operations how many operations on them were checked
 * @param unanswered how many of these failed, so that nobody knows whether they happened
 * @param violations what the store did that it must not do, one for each session at most, after
 *     those that are exceptions
 */
public record HistoryReport(
    long seed, int sessions, int operations, int unanswered, List<Violation> violations) {

  static HistoryReport of(
      long seed,
      Collection<? extends Collection<Operation>> histories,
      List<AllowedLoss> losses,
      List<Violation> thrown) {
    return new HistoryReport(
        seed,
        histories.size(),
        histories.stream().mapToInt(Collection::size).sum(),
        (int) histories.stream().flatMap(Collection::stream).filter(Operation::isUnknown).count(),
        Stream.concat(
                thrown.stream(),
                histories.stream()
                    .map(history -> HistoryChecker.check(history, losses))
                    .flatMap(Optional::stream))
            .toList());
  }

  /** One line, for a log. */
  @Override
  public String toString() {
    return "%s operations on %s sessions, %s without an answer, %s violations (seed %s)"
        .formatted(operations, sessions, unanswered, violations.size(), seed);
  }
}
