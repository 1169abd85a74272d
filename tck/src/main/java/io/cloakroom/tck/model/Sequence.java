package io.cloakroom.tck.model;

import io.cloakroom.tck.report.ClauseViolation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Steps that can be run any number of times. A failure is shrunk to the few steps that matter.
 *
 * @param origin how to make the same steps again, for the message of a failure
 */
public record Sequence<S>(String origin, List<S> steps) {

  /** How long the words for a step may be. */
  private static final int MOST_SHOWN = 400;

  private static final Duration SHRINKING = Duration.ofSeconds(10);

  public Sequence {
    steps = List.copyOf(steps);
  }

  /** Steps that a seed has made, with the advice how to make them again. */
  public static <S> Sequence<S> ofSeed(String what, long seed, List<S> steps) {
    return new Sequence<>(
        what + ": -Dcloakroom.model.seed=" + seed + " makes the like again", steps);
  }

  /**
   * Runs the steps, and looks at what each did.
   *
   * @param runs begins a run
   * @throws ClauseViolation if one of them did something else than the model
   */
  public void run(Supplier<? extends SequenceRun<S>> runs) {
    Failure<S> failure = failureOf(steps, runs);
    if (failure == null) {
      return;
    }
    Failure<S> shortest = shrink(failure, runs);
    String calls =
        shortest.steps.stream().map(step -> "  " + brief(step)).collect(Collectors.joining("\n"));
    ClauseViolation cause = shortest.violation;
    throw new ClauseViolation(
        cause.clauses(),
        "%s, after these steps (%s):%n%s".formatted(cause.what(), origin, calls),
        cause.getCause());
  }

  /** Without the middle of a long name. */
  private static String brief(Object step) {
    String words = step.toString();
    return words.length() <= MOST_SHOWN
        ? words
        : "%s…%s (%s characters)"
            .formatted(
                words.substring(0, MOST_SHOWN / 2),
                words.substring(words.length() - MOST_SHOWN / 2),
                words.length());
  }

  private record Failure<S>(List<S> steps, ClauseViolation violation) {}

  /** The steps up to the one that failed; null if none did. */
  private static <S> @Nullable Failure<S> failureOf(
      List<S> steps, Supplier<? extends SequenceRun<S>> runs) {
    try (SequenceRun<S> run = runs.get()) {
      for (int i = 0; i < steps.size(); i++) {
        try {
          run.step(steps.get(i));
        } catch (ClauseViolation violation) {
          return new Failure<>(List.copyOf(steps.subList(0, i + 1)), violation);
        }
      }
      try {
        run.end();
      } catch (ClauseViolation violation) {
        return new Failure<>(steps, violation);
      }
      return null;
    }
  }

  /** Leaves steps out, halves first, as long as what is left still fails. */
  private static <S> Failure<S> shrink(
      Failure<S> failure, Supplier<? extends SequenceRun<S>> runs) {
    Failure<S> shortest = failure;
    long deadline = System.nanoTime() + SHRINKING.toNanos();
    for (int chunk = Math.max(1, failure.steps.size() / 2); chunk >= 1; chunk /= 2) {
      int from = 0;
      while (from < shortest.steps.size() - 1 && System.nanoTime() < deadline) {
        List<S> fewer = new ArrayList<>(shortest.steps);
        int to = Math.min(from + chunk, fewer.size() - 1);
        fewer.subList(from, to).clear();
        Failure<S> found = failureOf(fewer, runs);
        if (found != null && found.violation.clauses().equals(shortest.violation.clauses())) {
          shortest = found;
        } else {
          from = to;
        }
      }
    }
    return shortest;
  }
}
