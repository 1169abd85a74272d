package io.cloakroom.tck.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.client.ConcurrentTasks;
import io.cloakroom.tck.client.HeapUse;
import io.cloakroom.tck.client.HeldResources;
import io.cloakroom.tck.client.PoolStateCheck;
import io.cloakroom.tck.fault.FaultyProxy;
import io.cloakroom.tck.servers.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * P18 and P28: what must hold of each method when it fails, and of the client after hundreds of
 * failures of one kind.
 */
interface FailureModelClauses extends PortClauses {

  int MANY = 220;

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
          "NOREPLICAS Not enough good replicas to write.",
          "READONLY You can't write against a read only replica.",
          "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
          "CLUSTERDOWN The cluster is down",
          "TRYAGAIN Multiple keys request during rehashing of slot",
          "no upstream host", // Envoy
          "ERR Connection refused"); // twemproxy

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

  /** All replies at once, each to keys of its own, since some clients ask again and again. */
  @Test
  default void P18_everyMethodReportsAServerThatIsNotReadyByItsType() throws Exception {
    List<String> endings = IntStream.range(0, NOT_NOW.size()).mapToObj(i -> "Reply" + i).toList();
    port()
        .behindAProxy(
            (proxy, commands) -> {
              proxy.refuse(
                  command ->
                      IntStream.range(0, endings.size())
                          .filter(i -> command.toString().contains(endings.get(i)))
                          .mapToObj(i -> notNow(i, command))
                          .findFirst());
              List<Map<EveryMethod, Throwable>> failures =
                  everyMethod().failures(commands, endings);
              for (int i = 0; i < endings.size(); i++) {
                String reply = NOT_NOW.get(i);
                failures
                    .get(i)
                    .forEach(
                        (method, failure) -> {
                          assertThat(failure)
                              .as("%s, which is answered with %s", method, reply)
                              .isInstanceOf(RedisUnreachableException.class);
                          assertHasTheClientsOwn(failure, method);
                        });
              }
              proxy.pass();
              PoolStateCheck.await(commands, port().timeout());
            });
  }

  /** Every other one as a server before 7.0 says it of what a script has run into. */
  private static String notNow(int reply, List<String> command) {
    boolean isScript = command.get(0).toUpperCase(Locale.ROOT).startsWith("EVAL");
    return isScript && reply % 2 == 0 && NOT_NOW.get(reply).matches("(?!ERR)[A-Z]+ .*")
        ? "ERR Error running script (call to f_1): @user_script:1: -" + NOT_NOW.get(reply)
        : NOT_NOW.get(reply);
  }

  @Test
  default void P28_theClientIsWholeAfterHundredsOfRefusals() throws Exception {
    port()
        .onServerBehindAProxy(
            (server, proxy, commands) -> {
              PoolStateCheck.await(commands, port().timeout());
              FailedWrites failed = FailedWrites.watch(server);
              HeldResources.watch(
                  proxy,
                  () -> {
                    proxy.refuse(FailureModelClauses::ofFailingKeys);
                    everyMethod().failManyTimes(commands, EveryMethodCalls.HUNDREDS);
                    for (EveryMethod method : EveryMethod.values()) { // of other keys, at once
                      port().answer(method.call(commands, "another"));
                    }
                    proxy.answer("ERR not today");
                    everyMethod().failManyTimes(commands, EveryMethodCalls.DOZENS);
                    proxy.pass();
                    PoolStateCheck.await(commands, port().timeout());
                    failed.assertNoneIsCarriedOut();
                  });
            });
  }

  private static Optional<String> ofFailingKeys(List<String> command) {
    return EveryMethodCalls.isAboutThem(command) ? Optional.of("ERR not today") : Optional.empty();
  }

  @Test
  default void P28_theClientIsWholeAfterHundredsOfTimeouts() throws Exception {
    port()
        .onServerBehindAProxy(
            (server, proxy, commands) -> {
              PoolStateCheck.await(commands, port().timeout());
              HeldResources.watch(
                  proxy,
                  () -> {
                    proxy.stall();
                    everyMethod().failManyTimes(commands, EveryMethodCalls.HUNDREDS);
                    FailedWrites failed = FailedWrites.watchOnceQuiet(server);
                    proxy.pass();
                    PoolStateCheck.await(commands, port().timeout());
                    failed.assertNoneIsCarriedOut();
                  });
            });
  }

  @Test
  default void P28_theClientIsWholeAfterHundredsOfCallsToAServerThatIsGone() throws Exception {
    port()
        .onServerBehindAProxy(
            (server, proxy, commands) -> {
              PoolStateCheck.await(commands, port().timeout());
              FailedWrites failed = FailedWrites.watch(server);
              HeldResources.watch(
                  proxy,
                  () -> {
                    proxy.goAway();
                    everyMethod().failManyTimes(commands, EveryMethodCalls.HUNDREDS);
                    proxy.comeBack();
                    PoolStateCheck.await(commands, port().timeout());
                    failed.assertNoneIsCarriedOut();
                  });
            });
  }

  @Test
  default void P28_whatWasWrittenAndReadIsNotKept() throws Exception {
    port()
        .withNewPort(
            commands -> {
              port().answer(commands.get(port().key("warm-up")));
              HeapUse before = HeapUse.now();
              for (int i = 0; i < VALUES; i++) {
                String key = port().key("kept-" + i);
                write(commands, key, i);
                assertThat(read(commands, key, i).map(value -> value.length)).contains(MEGABYTE);
                port().answer(commands.delete(List.of(key)));
              }

              before.assertGrownByLessThan(VALUES / 8 * MEGABYTE);
            });
  }

  private void write(RedisCommands commands, String key, int way) {
    byte[] value = new byte[MEGABYTE];
    if (way % 2 == 0 || !port().client().claims(Capability.SCRIPTS)) {
      port().answer(commands.set(key, value, SetOptions.always()));
    } else {
      port().answer(commands.set(key, new byte[0], SetOptions.always()));
      port().answer(commands.compareAndSet(key, new byte[0], value, Optional.empty()));
    }
  }

  private Optional<byte[]> read(RedisCommands commands, String key, int way) {
    return switch (way / 2 % 3) {
      case 0 -> port().answer(commands.get(key));
      case 1 -> port().answer(commands.getAndExpire(key, Duration.ofHours(1)));
      default -> port().answer(commands.multiGet(List.of(key))).get(0);
    };
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
    // two at a time, since clients that try again wait until the timeout
    port()
        .onServerBehindAProxy(
            (one, oneProxy, first) ->
                port()
                    .onServerBehindAProxy(
                        (other, otherProxy, second) ->
                            ConcurrentTasks.run(
                                List.of(
                                    () -> isWholeAfterCutReplies(one, oneProxy, first),
                                    () -> tellsLostReplies(otherProxy, second)))));
  }

  private boolean isWholeAfterCutReplies(
      RedisServer server, FaultyProxy proxy, RedisCommands commands) throws Exception {
    proxy.cutAfter(2); // no reply is as short
    everyMethod()
        .failManyTimes(commands, EveryMethodCalls.DOZENS)
        .forEach(FailureModelClauses::assertNotRefused);
    FailedWrites failed = FailedWrites.watchOnceQuiet(server);
    proxy.pass();
    PoolStateCheck.await(commands, port().timeout());
    failed.assertNoneIsCarriedOut();
    return true;
  }

  private boolean tellsLostReplies(FaultyProxy proxy, RedisCommands commands) throws Exception {
    proxy.cutAfter(0);
    everyMethod().failures(commands).forEach((method, failure) -> assertNotRefused(failure));
    proxy.pass();
    PoolStateCheck.await(commands, port().timeout());
    return true;
  }

  private static void assertNotRefused(Throwable failure) {
    assertThat(failure)
        .as("the failure of a call over a connection that is cut")
        .isInstanceOf(RedisCommandException.class)
        .isNotInstanceOf(RedisRefusedException.class);
  }

  private EveryMethodCalls everyMethod() {
    return new EveryMethodCalls(port());
  }
}
