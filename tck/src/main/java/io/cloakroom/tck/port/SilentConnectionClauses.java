package io.cloakroom.tck.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.client.PoolStateCheck;
import io.cloakroom.tck.servers.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** P24, of connections over which nothing comes any more, and that nobody has closed. */
interface SilentConnectionClauses extends PortClauses {

  /** More than anybody gives threads or connections to. */
  int WAITING_CALLS = 40;

  /** What ends a test that would hang. */
  Duration LIMIT = Duration.ofSeconds(15);

  @Test
  default void P24_afterASilentlyDeadConnectionThePortWorksAgainWithinThreeTimeouts()
      throws Exception {
    port().needs(Capability.SILENT_CONNECTIONS);
    port()
        .onServerBehindAProxy(
            (server, proxy, commands) -> {
              port().answer(commands.set("key", "value".getBytes(UTF_8), SetOptions.always()));
              RedisCommands sound = port().client().connect(server.uri());
              AtomicBoolean over = new AtomicBoolean();
              try {
                // which says nothing about the other port's connections
                CompletableFuture<Boolean> beside =
                    EveryMethodCalls.onItsThread(() -> answersUntil(over, sound));
                proxy.freezeConnections();

                int timeouts = 0;
                while (!answers(commands)) {
                  assertThat(++timeouts).as("timeouts of which nothing was learnt").isLessThan(3);
                }
                over.set(true);
                assertThat(beside.join()).isTrue();
                PoolStateCheck.await(commands, port().timeout());
              } finally {
                over.set(true);
                port().client().disconnect(sound);
              }
            });
  }

  /** Whoever waits for a server that hangs takes nothing that ports to other servers need. */
  @Test
  default void P28_manyCallsToAServerThatHangsHoldUpNoOtherPort() throws Exception {
    port()
        .onOwnServer(
            (server, commands) -> {
              port().answer(commands.get("key"));
              server.pause();
              List<CompletableFuture<Boolean>> waiting = manyCalls(() -> ends(commands));
              try {
                port()
                    .withNewPort(
                        sound ->
                            assertThat(manyCalls(() -> port().answer(sound.get("missing"))))
                                .as("calls of a port whose server is sound")
                                .allSatisfy(call -> assertThat(call.join()).isEmpty()));
              } finally {
                server.resume();
              }
              waiting.forEach(CompletableFuture::join);
              PoolStateCheck.await(commands, port().timeout());
            });
  }

  private static <T> List<CompletableFuture<T>> manyCalls(Supplier<T> call) {
    return Stream.generate(() -> EveryMethodCalls.onItsThread(call)).limit(WAITING_CALLS).toList();
  }

  private boolean ends(RedisCommands commands) {
    try {
      port().answer(commands.get("key"));
    } catch (RedisCommandException hanging) {
      return false;
    }
    return true;
  }

  /** False after a timeout; while the client connects again it is asked again. */
  private boolean answers(RedisCommands commands) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      try {
        return port().answer(commands.get("key")).isPresent();
      } catch (RedisTimeoutException silence) {
        return false;
      } catch (RedisUnreachableException connecting) {
        assertThat(System.nanoTime()).as("the time to connect").isLessThan(end);
        Await.elapsed(Duration.ofMillis(10));
      }
    }
  }

  private boolean answersUntil(AtomicBoolean over, RedisCommands commands) {
    while (!over.get()) {
      port().answer(commands.get("key"));
      Await.elapsed(Duration.ofMillis(10));
    }
    return true;
  }
}
