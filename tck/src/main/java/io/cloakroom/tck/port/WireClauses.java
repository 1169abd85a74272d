package io.cloakroom.tck.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.client.ConcurrentTasks;
import io.cloakroom.tck.client.PoolStateCheck;
import io.cloakroom.tck.client.Recovery;
import io.cloakroom.tck.servers.Await;
import io.cloakroom.tck.servers.RawRedis;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * P18 to P22 and P24, where the way to the server is sick: replies are cut, reset, held back or
 * slow.
 */
interface WireClauses extends PortClauses {

  int WAITING = 8;

  /** What ends a test that would hang. */
  Duration LIMIT = Duration.ofSeconds(15);

  byte[] LARGE = "0123456789".repeat(1000).getBytes(UTF_8);

  /** A call, and behind how many bytes its reply is cut. */
  record Cut(int bytes, Function<RedisCommands, CompletionStage<String>> call) {

    static final List<String> KEYS = List.of("cut-0", "cut-1", "cut-2");

    /** In a value; in and between the entries of a list, of few bytes or of many. */
    static final List<Cut> ALL =
        Stream.of(
                after(Cut::get, 20, 1_000),
                after(Cut::multiGet, 20, 26, 1_000, 10_014, 15_000),
                after(Cut::scan, 20, 26))
            .flatMap(Function.identity())
            .toList();

    private static Stream<Cut> after(
        Function<RedisCommands, CompletionStage<String>> call, int... bytes) {
      return IntStream.of(bytes).mapToObj(count -> new Cut(count, call));
    }

    private static CompletionStage<String> get(RedisCommands port) {
      return port.get(KEYS.get(0)).thenApply(WireClauses::text);
    }

    private static CompletionStage<String> multiGet(RedisCommands port) {
      return port.multiGet(KEYS)
          .thenApply(all -> all.stream().map(WireClauses::text).toList().toString());
    }

    private static CompletionStage<String> scan(RedisCommands port) {
      return port.scan("cut-", ScanCursor.START, 1_000)
          .thenApply(
              page ->
                  // whoever has more to come has lost nothing yet
                  String.valueOf(page.next().isPresent() ? KEYS : new TreeSet<>(page.keys())));
    }
  }

  @Test
  default void P18_aReplyThatIsCutInTheMiddleIsNoAnswer() throws Exception {
    port()
        .behindProxies(
            Cut.ALL,
            (cut, proxy, commands) -> {
              for (String key : Cut.KEYS) {
                port().answer(commands.set(key, LARGE, SetOptions.always()));
              }
              String whole = port().answer(cut.call.apply(commands));
              proxy.cutOnceAfter(cut.bytes);
              assertThat(answerIfAny(cut.call.apply(commands)))
                  .as("what is answered of a reply that is cut behind %s bytes", cut.bytes)
                  .isIn(Optional.of(whole), Optional.empty());
              Recovery.await(commands, port().timeout());
              PoolStateCheck.await(
                  commands, "whole-" + Cut.ALL.indexOf(cut) + "-", port().timeout());
            });
  }

  @Test
  default void P18_aConnectionThatIsResetAgainAndAgainFailsInTime() throws Exception {
    port()
        .behindAProxy(
            (proxy, commands) -> {
              proxy.reset();
              assertThat(port().failureInTime(commands, c -> c.get("key")))
                  .isInstanceOfAny(RedisUnreachableException.class, RedisTimeoutException.class);
              proxy.pass();
              PoolStateCheck.await(commands, port().timeout());
            });
  }

  /** The write may have happened: a client that repeats it finds its own, and must not say no. */
  @Test
  default void P21_aWriteWhoseReplyIsCutIsNeverReportedAsSecond() throws Exception {
    port()
        .behindAProxy(
            (proxy, commands) -> {
              proxy.cutOnceAfter(0);
              assertThat(trueUnlessUnknown(commands.set("key", LARGE, SetOptions.ifAbsent())))
                  .isTrue();
              PoolStateCheck.await(commands, port().timeout());
              assertThat(port().answer(commands.get("key"))).contains(LARGE);

              proxy.cutOnceAfter(0);
              assertThat(trueUnlessUnknown(commands.delete(List.of("key")).thenApply(n -> n == 1)))
                  .isTrue();
              PoolStateCheck.await(commands, port().timeout());
              assertThat(port().answer(commands.get("key"))).isEmpty();
            });
  }

  @Test
  default void P21_aCompareAndSetWhoseReplyIsCutConflictsWithItselfAtMost() throws Exception {
    port().needs(Capability.SCRIPTS);
    port()
        .behindAProxy(
            (proxy, commands) -> {
              byte[] old = "old".getBytes(UTF_8);
              port().answer(commands.set("key", old, SetOptions.always()));
              port().answer(CompareAndSet.run(commands, "key", old, old, Optional.empty()));
              proxy.cutOnceAfter(0);
              try {
                assertThat(
                        port()
                            .answer(
                                CompareAndSet.run(commands, "key", old, LARGE, Optional.empty())))
                    .isInstanceOfAny(CompareAndSet.Applied.class, CompareAndSet.Conflict.class);
              } catch (RedisUnreachableException | RedisTimeoutException unknown) {
                // whether it was written, which the rest finds out
              }
              PoolStateCheck.await(commands, port().timeout());
              assertThat(port().answer(commands.get("key"))).contains(LARGE);
            });
  }

  /** A client that repeats it finds nothing, and must not say that there was nothing. */
  @Test
  default void P21_aCompareAndDeleteWhoseReplyIsCutIsNeverReportedAsMissing() throws Exception {
    port().needs(Capability.SCRIPTS);
    port()
        .behindAProxy(
            (proxy, commands) -> {
              byte[] old = "old".getBytes(UTF_8);
              port().answer(CompareAndSet.delete(commands, "key", old));
              port().answer(commands.set("key", old, SetOptions.always()));
              proxy.cutOnceAfter(0);
              assertThat(
                      trueUnlessUnknown(
                          CompareAndSet.delete(commands, "key", old)
                              .thenApply(outcome -> outcome instanceof CompareAndSet.Applied)))
                  .isTrue();
              PoolStateCheck.await(commands, port().timeout());
              assertThat(port().answer(commands.get("key"))).isEmpty();
            });
  }

  /** A server that was started again refuses by its digest what it has carried out before. */
  @Test
  default void P21_aScriptThatIsSentAgainToAServerThatForgotItIsNotReportedAsMissing()
      throws Exception {
    port().needs(Capability.SCRIPTS);
    port()
        .onServerBehindAProxy(
            (server, proxy, commands) -> {
              byte[] old = "old".getBytes(UTF_8);
              port().answer(CompareAndSet.delete(commands, "key", old));
              port().answer(commands.set("key", old, SetOptions.always()));
              proxy.stall();
              CompletableFuture<Boolean> applied =
                  EveryMethodCalls.onItsThread(() -> CompareAndSet.delete(commands, "key", old))
                      .thenCompose(stage -> stage)
                      .thenApply(outcome -> outcome instanceof CompareAndSet.Applied);
              try (RawRedis raw = server.raw()) {
                Await.until(
                    "it is carried out", () -> Objects.equals(raw.call("EXISTS", "key"), 0L));
                raw.call("SCRIPT", "FLUSH");
              }
              proxy.endConnections();
              proxy.pass();

              assertThat(trueUnlessUnknown(applied)).isTrue();
              PoolStateCheck.await(commands, port().timeout());
            });
  }

  @Test
  default void P21_aLateReplyIsNotGivenToAnotherCall() throws Exception {
    port()
        .behindAProxy(
            (proxy, commands) -> {
              port().answer(commands.set("late", "late".getBytes(UTF_8), SetOptions.always()));
              port().answer(commands.set("next", "next".getBytes(UTF_8), SetOptions.always()));
              Callable<Throwable> late = () -> port().failureInTime(commands, c -> c.get("late"));
              proxy.stall();
              assertThat(
                      ConcurrentTasks.run(IntStream.range(0, WAITING).mapToObj(i -> late).toList()))
                  .allSatisfy(
                      failure ->
                          assertThat(failure)
                              .isInstanceOfAny(
                                  RedisTimeoutException.class, RedisUnreachableException.class));

              proxy.pass();
              Callable<Optional<String>> next =
                  () -> answerIfAny(commands.get("next").thenApply(WireClauses::text));
              for (int round = 0; round < 2; round++) {
                assertThat(
                        ConcurrentTasks.run(
                            IntStream.range(0, WAITING).mapToObj(i -> next).toList()))
                    .allSatisfy(
                        answer -> assertThat(answer).isIn(Optional.of("next"), Optional.empty()));
              }
              PoolStateCheck.await(commands, port().timeout());
            });
  }

  /**
   * The replies that send one elsewhere or ask to wait. The proxy says them, because a server loads
   * too fast to be caught at it.
   */
  @Test
  default void P22_aServerThatCannotTakeTheCommandNowIsUnreachable() throws Exception {
    port()
        .behindProxies(
            List.of(
                "LOADING Redis is loading the dataset in memory",
                "CLUSTERDOWN The cluster is down",
                "ERR max number of clients reached",
                "MOVED 12539 127.0.0.1:1"),
            (reply, proxy, commands) -> {
              proxy.answer(reply);
              assertThat(port().failureInTime(commands, c -> c.get("key")))
                  .as(reply)
                  .isInstanceOfAny(
                      RedisUnreachableException.class,
                      reply.startsWith("MOVED")
                          ? RedisTimeoutException.class // of the server that is named
                          : RedisUnreachableException.class);
              proxy.pass();
              PoolStateCheck.await(commands, reply.substring(0, 7), port().timeout());
            });
  }

  private boolean trueUnlessUnknown(CompletionStage<Boolean> stage) {
    try {
      return port().answer(stage);
    } catch (RedisUnreachableException | RedisTimeoutException unknown) {
      return true;
    }
  }

  private static String text(Optional<byte[]> value) {
    return value.map(bytes -> new String(bytes, UTF_8)).orElse("nothing");
  }

  private Optional<String> answerIfAny(CompletionStage<String> stage) {
    try {
      return Optional.of(port().answer(stage));
    } catch (RedisUnreachableException | RedisTimeoutException failure) {
      return Optional.empty();
    }
  }
}
