package io.cloakroom.tck.history;

import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.history.Workload.Disturbance;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.servers.RedisServers;
import io.cloakroom.tck.servers.RedisUnderTest;
import io.cloakroom.tck.store.fixture.StoreForms;
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
 * <p>A test does as many operations as the system property {@code cloakroom.history.operations}
 * says, 2,000 by default, or a twentieth of them where a server fails, at least until one fault is
 * over, and prints what it did and its seed. It fails if that takes longer than minutes, and names
 * the calls that wait. With {@code cloakroom.history.seed} set to that seed the clients do the same
 * again; how they meet is left to the machine.
 */
public abstract class SessionHistoryTck extends HistoryTck {

  @Test
  void S10_S11_S24_nothingIsLostAndNothingComesBackUnderRandomLoad() throws Exception {
    RedisUnderTest shared = noted();
    List<Consumer<RedisSessionStoreBuilder>> forms = StoreForms.all();
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
                OPERATIONS / forms.size()),
            (random, losses) -> pause(10, 11, random));
      }
    } finally {
      shared.clear(prefix);
    }
  }

  @Test
  void S10_S11_S24_nothingIsLostWhileTheServerIsKilledAndStartedAgain() throws Exception {
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
  void S10_S11_S24_nothingIsLostWhileTheServerHangs() throws Exception {
    onDurableServer(
        "server hangs",
        server ->
            (random, losses) -> {
              pause(100, 400, random);
              server.pause();
              try {
                int millis = upToTheTimeoutAndMore(random);
                pause(millis, millis + 1, random);
              } finally {
                server.resume();
              }
            });
  }

  @Test
  void S10_S11_S24_nothingIsLostWhileTheServerPausesItsClients() throws Exception {
    onDurableServer(
        "clients paused",
        server ->
            (random, losses) -> {
              for (String what : List.of("ALL", "WRITE")) {
                pause(50, 200, random);
                int millis = upToTheTimeoutAndMore(random);
                try (RawRedis raw = server.raw()) {
                  raw.call("CLIENT", "PAUSE", String.valueOf(millis), what);
                  pause(millis, millis + 1, random); // an UNPAUSE would have to wait, too
                  raw.call("PING");
                }
              }
            });
  }

  private int upToTheTimeoutAndMore(Random random) {
    return 100 + random.nextInt((int) timeout().toMillis() * 3 / 2 - 100);
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
