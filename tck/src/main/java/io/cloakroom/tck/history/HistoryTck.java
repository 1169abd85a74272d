package io.cloakroom.tck.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.client.ClientTck;
import io.cloakroom.tck.history.Workload.Disturbance;
import io.cloakroom.tck.servers.Await;
import io.cloakroom.tck.servers.RedisUnderTest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Runs a workload through stores over the client under test, while something goes wrong. */
abstract class HistoryTck extends ClientTck {

  /** How many operations a test does where no server fails; a twentieth where one does. */
  static final int OPERATIONS = Integer.getInteger("cloakroom.history.operations", 2_000);

  /** Where a server fails, each of its faults takes as long as hundreds of operations. */
  static final int OPERATIONS_THROUGH_FAULTS = Math.max(1, OPERATIONS / 20);

  /** Ends what hangs: far more time than any machine needs. */
  private static final Duration LIMIT = Duration.ofMinutes(3).plusMillis(20L * OPERATIONS);

  /** An application on several servers: each has a client of its own. */
  private static final int SERVERS = 2;

  private @Nullable RedisUnderTest redis;

  HistoryTck() {}

  /** A second, so that a server that does not answer is noticed. */
  @Override
  protected Duration timeout() {
    return Duration.ofSeconds(1);
  }

  @Override
  protected final Optional<RedisUnderTest> ranOn() {
    return Optional.ofNullable(redis);
  }

  /** What stands behind the port, noted for the report. */
  final RedisUnderTest noted() {
    RedisUnderTest found = redisUnderTest();
    redis = found;
    return found;
  }

  /**
   * Opens a store under test: {@link RedisSessionStore} with the given options, unless overridden.
   */
  protected SessionStore open(RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    RedisSessionStoreBuilder builder = RedisSessionStore.builder(commands);
    options.accept(builder);
    return builder.build();
  }

  /**
   * One run of clients through a disturbance.
   *
   * @param name what it is called in the report
   * @param redis where to connect to
   * @param prefix what the keys begin with
   * @param form further options of the stores
   * @param spoilt what becomes of each port before it is used
   * @param operations how many operations it does, at least
   */
  record Run(
      String name,
      URI redis,
      String prefix,
      Consumer<RedisSessionStoreBuilder> form,
      UnaryOperator<RedisCommands> spoilt,
      int operations) {

    Run(String name, URI redis, String prefix) {
      this(name, redis, prefix, options -> {}, UnaryOperator.identity(), OPERATIONS_THROUGH_FAULTS);
    }
  }

  /** Runs it, and expects that nothing is wrong with what the clients were told. */
  final void holds(Run run, Disturbance disturbance) throws Exception {
    HistoryReport report = report(run, disturbance);
    for (Violation violation : report.violations()) {
      throw violation.failure(report.toString());
    }
    assertThat(report.operations() - report.unanswered()).as("%s", report).isPositive();
  }

  /** Runs it, and says in a line of the log what it did. */
  final HistoryReport report(Run run, Disturbance disturbance) throws Exception {
    List<RedisCommands> ports = new ArrayList<>();
    try {
      for (int i = 0; i < SERVERS; i++) {
        ports.add(connect(run.redis));
      }
      List<SessionStore> stores =
          ports.stream()
              .map(run.spoilt)
              .map(port -> open(port, run.form.andThen(at -> at.prefix(run.prefix))))
              .toList();
      long seed = Long.getLong("cloakroom.history.seed", new Random().nextLong());
      HistoryReport report =
          Workload.over(stores)
              .seed(seed)
              .operations(run.operations)
              .atMost(LIMIT)
              .disturbedBy(disturbance)
              .run();
      System.out.printf("History of %s, %s: %s%n", getClass().getSimpleName(), run.name, report);
      return report;
    } finally {
      for (RedisCommands port : ports) {
        disconnect(port);
      }
    }
  }

  static void pause(int fromMillis, int toMillis, Random random) {
    Await.elapsed(Duration.ofMillis(fromMillis + random.nextInt(toMillis - fromMillis)));
  }

  static String newPrefix() {
    return "cloakroom-history:" + UUID.randomUUID() + ":";
  }
}
