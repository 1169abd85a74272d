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
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The clauses S10, S11 and S24 under random load, over any client: many clients fight over few
 * sessions, while nothing is wrong, while the server is killed, and while it does not answer; and a
 * {@linkplain io.cloakroom.tck.history checker} decides whether what they were told can be true.
 *
 * <pre>{@code
 * class MyHistoryTest extends SessionHistoryTck {
 *   @Override
 *   protected RedisCommands connect(URI redis) {
 *     return new MyRedisCommands(redis, timeout());
 *   }
 * }
 * }</pre>
 *
 * <p>Each test goes on for as many seconds as the system property {@code cloakroom.history.seconds}
 * says, 1 by default, and prints what it did and its seed. With {@code cloakroom.history.seed} set
 * to that seed the clients do the same again; how they meet is left to the machine.
 */
public abstract class SessionHistoryTck extends ClientTck {

  private static final Duration LASTING =
      Duration.ofSeconds(Long.getLong("cloakroom.history.seconds", 1));

  /** An application on several servers: each has a client of its own. */
  private static final int SERVERS = 2;

  private @Nullable RedisUnderTest redis;

  /** A second, so that a server that does not answer is noticed. */
  @Override
  protected Duration timeout() {
    return Duration.ofSeconds(1);
  }

  @Override
  final Optional<RedisUnderTest> ranOn() {
    return Optional.ofNullable(redis);
  }

  /**
   * Opens a store under test: {@link RedisSessionStore} with the given options, unless overridden.
   */
  protected SessionStore open(RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    RedisSessionStoreBuilder builder = RedisSessionStore.builder(commands);
    options.accept(builder);
    return builder.build();
  }

  @Test
  void S10_S11_S24_nothingIsLostAndNothingComesBackUnderRandomLoad() throws Exception {
    RedisUnderTest shared = redisUnderTest();
    redis = shared;
    List<Consumer<RedisSessionStoreBuilder>> forms = StoreSecrecyClauses.FORMS;
    String prefix = newPrefix();
    try {
      for (int form = 0; form < forms.size(); form++) {
        run(
            "form " + form,
            shared.uri(),
            prefix,
            forms.get(form),
            LASTING.dividedBy(forms.size()),
            calm());
      }
    } finally {
      shared.clear(prefix);
    }
  }

  @Test
  void S10_S11_S24_norWhileTheServerIsKilledAndStartedAgain() throws Exception {
    onDurableServer(
        "server killed",
        server ->
            random -> {
              pause(200, 600, random);
              server.kill();
              pause(0, 300, random);
              server.start();
            });
  }

  @Test
  void S10_S11_S24_norWhileTheServerHangs() throws Exception {
    onDurableServer(
        "server hangs",
        server ->
            random -> {
              pause(100, 400, random);
              server.pause();
              try {
                pause(100, (int) timeout().toMillis() * 3 / 2, random);
              } finally {
                server.resume();
              }
            });
  }

  /** What goes wrong with a server. */
  private interface Fault {
    Disturbance of(RedisServer server);
  }

  /** On a server that answers only when what it did is on the disk. */
  private void onDurableServer(String name, Fault fault) throws Exception {
    if (notClaimed().contains(Capability.SERVER)) {
      throw Capability.SERVER.notClaimed();
    }
    redis = redisUnderTest();
    try (RedisServer server =
        RedisServers.start("--appendonly", "yes", "--appendfsync", "always")) {
      run(name, server.uri(), newPrefix(), options -> {}, LASTING, fault.of(server));
    }
  }

  private void run(
      String name,
      URI redis,
      String prefix,
      Consumer<RedisSessionStoreBuilder> form,
      Duration duration,
      Disturbance disturbance)
      throws Exception {
    List<RedisCommands> ports = new ArrayList<>();
    try {
      for (int i = 0; i < SERVERS; i++) {
        ports.add(connect(redis));
      }
      List<SessionStore> stores =
          ports.stream().map(port -> open(port, form.andThen(at -> at.prefix(prefix)))).toList();
      long seed = Long.getLong("cloakroom.history.seed", new Random().nextLong());
      Report report =
          Workload.over(stores).seed(seed).lasting(duration).disturbedBy(disturbance).run();
      System.out.printf("History of %s, %s: %s%n", getClass().getSimpleName(), name, report);
      assertThat(report.violations()).as("%s", report).isEmpty();
      assertThat(report.operations() - report.unanswered()).as("%s", report).isPositive();
    } finally {
      for (RedisCommands port : ports) {
        disconnect(port);
      }
    }
  }

  private static Disturbance calm() {
    return random -> pause(10, 11, random);
  }

  private static void pause(int fromMillis, int toMillis, Random random) {
    int millis = fromMillis + random.nextInt(toMillis - fromMillis);
    LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
  }

  private static String newPrefix() {
    return "cloakroom-history:" + UUID.randomUUID() + ":";
  }
}
