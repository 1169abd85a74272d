package io.cloakroom.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.history.Report;
import io.cloakroom.tck.history.Workload;
import io.cloakroom.tck.history.Workload.Disturbance;
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

  static final Duration LASTING = Duration.ofSeconds(Long.getLong("cloakroom.history.seconds", 1));

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
  final Optional<RedisUnderTest> ranOn() {
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
   * @param lasting how long it goes on, at least
   */
  record Run(
      String name,
      URI redis,
      String prefix,
      Consumer<RedisSessionStoreBuilder> form,
      UnaryOperator<RedisCommands> spoilt,
      Duration lasting) {

    Run(String name, URI redis, String prefix) {
      this(name, redis, prefix, options -> {}, UnaryOperator.identity(), LASTING);
    }
  }

  /** Runs it, and expects that nothing is wrong with what the clients were told. */
  final void holds(Run run, Disturbance disturbance) throws Exception {
    Report report = report(run, disturbance);
    assertThat(report.violations()).as("%s", report).isEmpty();
    assertThat(report.operations() - report.unanswered()).as("%s", report).isPositive();
  }

  /** Runs it, and says in a line of the log what it did. */
  final Report report(Run run, Disturbance disturbance) throws Exception {
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
      Report report =
          Workload.over(stores).seed(seed).lasting(run.lasting).disturbedBy(disturbance).run();
      System.out.printf("History of %s, %s: %s%n", getClass().getSimpleName(), run.name, report);
      return report;
    } finally {
      for (RedisCommands port : ports) {
        disconnect(port);
      }
    }
  }

  static void pause(int fromMillis, int toMillis, Random random) {
    Patience.letPass(Duration.ofMillis(fromMillis + random.nextInt(toMillis - fromMillis)));
  }

  static String newPrefix() {
    return "cloakroom-history:" + UUID.randomUUID() + ":";
  }
}
