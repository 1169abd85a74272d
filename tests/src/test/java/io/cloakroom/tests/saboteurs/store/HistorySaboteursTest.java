package io.cloakroom.tests.saboteurs.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.history.HistoryReport;
import io.cloakroom.tck.history.Violation;
import io.cloakroom.tck.history.Violation.Promise;
import io.cloakroom.tck.history.Workload;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The history checker bites: it catches each store that breaks a promise, within a few runs. */
class HistorySaboteursTest {

  private static final int MOST_RUNS = 200;

  @ParameterizedTest
  @EnumSource
  void theCheckerCatches(HistorySaboteur saboteur) throws Exception {
    Set<Promise> broken = EnumSet.noneOf(Promise.class);
    int runs = 0;
    while (!broken.contains(saboteur.promise()) && runs < MOST_RUNS) {
      InMemoryRedisCommands redis = InMemoryRedisCommands.create();
      List<SessionStore> servers =
          Stream.generate(() -> saboteur.opening().open(redis, options -> {})).limit(2).toList();
      HistoryReport report = Workload.over(servers).seed(runs++).operations(1_000).run();
      report.violations().stream().map(Violation::promise).forEach(broken::add);
    }

    assertThat(broken).contains(saboteur.promise());
    System.out.printf("%s: caught by %s in %d runs%n", saboteur, broken, runs);
  }

  @Test
  void anExceptionIsToldWithItsOperationItsClientAndTheClause() throws Exception {
    SessionStore broken =
        HistorySaboteur.THROWS_ITS_OWN.opening().open(InMemoryRedisCommands.create(), none -> {});

    Violation first = Workload.over(List.of(broken)).run().violations().get(0);

    assertThat(first.promise()).isEqualTo(Promise.FAILS_AS_DOCUMENTED);
    assertThat(first.clauses()).containsAnyOf("S10", "S11", "S17", "S24");
    assertThat(first.cause()).isNotNull();
    assertThat(first.text()).containsPattern("client \\d: .*: [A-Z]+ .*\n  ended by .*Exception");
  }

  @Test
  void aCallWithoutAnEndEndsTheRunAndIsNamed() {
    CountDownLatch asked = new CountDownLatch(1);
    RedisCommands redis =
        BrokenHistories.neverAnswersAWrite(InMemoryRedisCommands.create(), asked::countDown);
    Workload workload =
        Workload.over(List.of(RedisSessionStore.builder(redis).build()))
            .atMost(Duration.ofMillis(1))
            .disturbedBy((random, losses) -> assertThat(asked.await(15, SECONDS)).isTrue());

    assertThatThrownBy(workload::run)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("did not end within PT0.001S: 0 of 1000 operations")
        .hasMessageContaining("has waited for CREATE of");
  }
}
