package io.cloakroom.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.history.Report;
import io.cloakroom.tck.history.Violation;
import io.cloakroom.tck.history.Violation.Promise;
import io.cloakroom.tck.history.Workload;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The history checker bites: it catches each store that breaks a promise, within a few runs. */
class HistorySaboteursTest {

  private static final int MOST_RUNS = 50;

  @ParameterizedTest
  @EnumSource
  void theCheckerCatches(HistorySaboteur saboteur) throws Exception {
    Set<Promise> broken = EnumSet.noneOf(Promise.class);
    int runs = 0;
    while (!broken.contains(saboteur.promise()) && runs < MOST_RUNS) {
      SessionStore store = saboteur.opening().open(InMemoryRedisCommands.create(), options -> {});
      Report report =
          Workload.over(List.of(store)).seed(runs++).lasting(Duration.ofMillis(100)).run();
      report.violations().stream().map(Violation::promise).forEach(broken::add);
    }

    assertThat(broken).contains(saboteur.promise());
    System.out.printf("%s: caught by %s in %d runs%n", saboteur, broken, runs);
  }
}
