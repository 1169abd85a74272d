package io.cloakroom.tck.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.client.PoolStateCheck;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tck.servers.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * P18 and P28: what must hold of each method when it fails, and of the client after hundreds of
 * failures of one kind.
 */
interface FailureModelClauses extends PortClauses {

  /** More than any pool has connections. */
  int MANY = 220;

  int ROUNDS = 2;

  /** How long is watched for what should not happen: too short only ever passes too easily. */
  Duration WATCHED = Duration.ofMillis(300);

  int VALUES = 64;

  int MEGABYTE = 1 << 20;

  /** Replies that say no, and will say so again. */
  List<String> REFUSALS =
      List.of(
          "ERR not today",
          "NOPERM this user has no permissions",
          "OOM command not allowed when used memory > 'maxmemory'.",
          "MISCONF Redis is configured to save RDB snapshots, but it's unable to persist to disk");

  /** Replies that say that the server can't now. */
  List<String> NOT_NOW =
      List.of(
          "LOADING Redis is loading the dataset in memory",
          "BUSY Redis is busy running a script.",
          "NOREPLICAS Not enough good replicas to write.");

  @Test
  default void P18_everyMethodReportsARefusalByTypeAndCause() throws Exception {
    port()
        .behindAProxy(
            (proxy, commands) -> {
              for (String reply : REFUSALS) {
                proxy.answer(reply);
                everyMethod()
                    .failures(commands)
                    .forEach(
                        (method, failure) -> {
                          assertThat(failure)
                              .as("%s, which is answered with %s", method, reply)
                              .isInstanceOf(RedisRefusedException.class);
                          assertThat(((RedisRefusedException) failure).code())
                              .as("%s", method)
                              .isEqualTo(reply.substring(0, reply.indexOf(' ')));
                          assertHasTheClientsOwn(failure, method);
                        });
              }
            });
  }

  /** Among its causes, since a refused fallback has the port's failure of the first way. */
  private static void assertHasTheClientsOwn(Throwable failure, EveryMethod method) {
    Throwable cause = failure;
    while (cause instanceof RedisCommandException) {
      cause = cause.getCause();
    }
    assertThat(cause).as("the client's own exception, of %s", method).isNotNull();
  }

  @Test
  default void P18_everyMethodReportsAServerThatIsNotReadyByItsType() throws Exception {
    port()
        .behindAProxy(
            (proxy, commands) -> {
              for (String reply : NOT_NOW) {
                proxy.answer(reply);
                everyMethod()
                    .failures(commands)
                    .forEach(
                        (method, failure) -> {
                          assertThat(failure)
                              .as("%s, which is answered with %s", method, reply)
                              .isInstanceOf(RedisUnreachableException.class);
                          assertHasTheClientsOwn(failure, method);
                        });
              }
            });
  }

  @Test
  default void P28_theClientIsWholeAfterHundredsOfRefusals() throws Exception {
    port()
        .behindAProxy(
            (proxy, commands) -> {
              proxy.answer("ERR not today");
              everyMethod().failManyTimes(commands, MANY / EveryMethod.values().length);
              proxy.pass();
              PoolStateCheck.await(commands, port().timeout());
            });
  }

  @Test
  default void P28_theClientIsWholeAfterHundredsOfTimeouts() throws Exception {
    port()
        .behindAProxy(
            (proxy, commands) -> {
              PoolStateCheck.await(commands, port().timeout());
              proxy.stall();
              everyMethod().failManyTimes(commands, MANY / EveryMethod.values().length);
              proxy.pass();
              PoolStateCheck.await(commands, port().timeout());
            });
  }

  @Test
  default void P28_theClientIsWholeAfterHundredsOfCallsToAServerThatIsGone() throws Exception {
    port()
        .onOwnServer(
            (server, commands) -> {
              server.kill();
              everyMethod().failManyTimes(commands, MANY / EveryMethod.values().length);
              server.start();
              PoolStateCheck.await(commands, port().timeout());
              assertNothingIsSentLater(server);
            });
  }

  /** Who was told that a write failed may have written something else since, or logged out. */
  private static void assertNothingIsSentLater(RedisServer server) {
    long end = System.nanoTime() + WATCHED.toNanos();
    try (RawRedis raw = server.raw()) {
      do {
        assertThat(raw.call("EXISTS", EveryMethodCalls.KEY))
            .as("whether a write that failed while the server was gone has come later")
            .isEqualTo(0L);
      } while (System.nanoTime() < end);
    }
  }

  @Test
  default void P28_whatWasWrittenAndReadIsNotKept() {
    RedisCommands commands = port().commands();
    port().answer(commands.get(port().key("warm-up")));
    HeapUse before = HeapUse.now();
    List<String> keys = IntStream.range(0, VALUES).mapToObj(i -> port().key("kept-" + i)).toList();
    for (String key : keys) {
      port().answer(commands.set(key, new byte[MEGABYTE], SetOptions.always()));
      assertThat(port().answer(commands.get(key)).map(value -> value.length)).contains(MEGABYTE);
      port().answer(commands.delete(List.of(key)));
    }

    before.assertGrownByLessThan(VALUES / 2 * MEGABYTE);
  }

  @Test
  default void P28_theClientIsWholeAfterHundredsOfBadArguments() throws Exception {
    RedisCommands commands = port().commands();
    String key = port().key("bad");
    for (int i = 0; i < MANY; i++) {
      assertThatIllegalArgumentException().isThrownBy(() -> commands.expire(key, Duration.ZERO));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> commands.getAndExpire(key, Duration.ofMillis(-1)));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> commands.scan(key, ScanCursor.START, 0));
      assertThatIllegalArgumentException().isThrownBy(() -> commands.get(key + '\uD83D'));
    }
    PoolStateCheck.await(commands, port().key("whole"), port().timeout());
  }

  @Test
  default void P28_theClientIsWholeAfterConnectionsWereCutUnderEveryMethod() throws Exception {
    port()
        .behindAProxy(
            (proxy, commands) -> {
              for (int round = 0; round < ROUNDS; round++) {
                proxy.cutAfter(round * 3);
                everyMethod()
                    .failures(commands)
                    .forEach(
                        (method, failure) ->
                            assertThat(failure)
                                .as("%s over a connection that is cut", method)
                                .isInstanceOf(RedisCommandException.class)
                                .isNotInstanceOf(RedisRefusedException.class));
              }
              proxy.pass();
              PoolStateCheck.await(commands, port().timeout());
            });
  }

  private EveryMethodCalls everyMethod() {
    return new EveryMethodCalls(port());
  }
}
