package io.cloakroom.tck;

import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.tck.history.Workload.Disturbance;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * The clauses S10, S11 and S24 under random load, over any client: many clients fight over few
 * sessions, while nothing is wrong, while the server is killed, while it does not answer, and while
 * it is told to keep its clients waiting; and a {@linkplain io.cloakroom.tck.history checker}
 * decides whether what they were told can be true.
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
public abstract class SessionHistoryTck extends HistoryTck {

  @Test
  void S10_S11_S24_nothingIsLostAndNothingComesBackUnderRandomLoad() throws Exception {
    RedisUnderTest shared = noted();
    List<Consumer<RedisSessionStoreBuilder>> forms = StoreSecrecyClauses.FORMS;
    String prefix = newPrefix();
    try {
      for (int form = 0; form < forms.size(); form++) {
        holds(
            new Run(
                "form " + form,
                shared.uri(),
                prefix,
                forms.get(form),
                UnaryOperator.identity(),
                LASTING.dividedBy(forms.size())),
            (random, losses) -> pause(10, 11, random));
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
            (random, losses) -> {
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
            (random, losses) -> {
              pause(100, 400, random);
              server.pause();
              try {
                pauseUpToTheTimeoutAndMore(random);
              } finally {
                server.resume();
              }
            });
  }

  @Test
  void S10_S11_S24_norWhileTheServerIsToldToKeepClientsWaiting() throws Exception {
    onDurableServer(
        "clients paused",
        server ->
            (random, losses) -> {
              for (String what : List.of("ALL", "WRITE")) {
                pause(50, 200, random);
                try (RawRedis raw = server.raw()) {
                  raw.call("CLIENT", "PAUSE", "10000", what);
                  pauseUpToTheTimeoutAndMore(random);
                  raw.call("CLIENT", "UNPAUSE");
                }
              }
            });
  }

  private void pauseUpToTheTimeoutAndMore(Random random) {
    pause(100, (int) timeout().toMillis() * 3 / 2, random);
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
    noted();
    try (RedisServer server =
        RedisServers.start("--appendonly", "yes", "--appendfsync", "always")) {
      holds(new Run(name, server.uri(), newPrefix()), fault.of(server));
    }
  }
}
