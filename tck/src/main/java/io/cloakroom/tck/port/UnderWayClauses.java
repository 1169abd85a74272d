package io.cloakroom.tck.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.client.HeldResources;
import io.cloakroom.tck.client.PoolStateCheck;
import io.cloakroom.tck.servers.CommandStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** P18, P19, P21 and P28: calls that are cancelled, interrupted, many or slow, of every method. */
interface UnderWayClauses extends PortClauses {

  Duration HELD_BACK = Duration.ofMillis(150);

  int CANCELLED = 220;

  int AT_A_TIME = 1_000;

  SetOptions A_MINUTE = SetOptions.always().expiringAfter(Duration.ofMinutes(1));

  /** On a busy machine a method may have no time left for reasons of its own. */
  int ATTEMPTS = 5;

  @Test
  default void P18_P19_everyMethodWaitsForASlowReplyIsSentOnceAndReportsSilence() throws Exception {
    Duration slow = port().timeout().multipliedBy(3).dividedBy(5);
    port()
        .onServerBehindAProxy(
            (server, proxy, none) -> {
              // one client each: who waits for a connection, or for another's reply, has less time
              Map<EveryMethod, RedisCommands> clients = new EnumMap<>(EveryMethod.class);
              try {
                for (EveryMethod method : EveryMethod.values()) {
                  RedisCommands own = port().client().connect(proxy.uri());
                  clients.put(method, own);
                  // the client knows the server, and the server the script
                  port().answer(method.call(own, "warm-up"));
                  port().answer(method.call(own, "warm-up"));
                  for (int attempt = 0; method.compares() && attempt < ATTEMPTS; attempt++) {
                    // what is not as expected may cost a second command
                    port().answer(own.set(slowKey(method, attempt), EveryMethod.VALUE, A_MINUTE));
                  }
                }
                CommandStats before = CommandStats.of(List.of(server));
                proxy.slow(slow);
                Map<EveryMethod, String> failed = unanswered(clients, 0);
                boolean first = true;
                CommandStats sent = CommandStats.of(List.of(server)).since(before);
                for (int again = 1; again < ATTEMPTS && !failed.isEmpty(); again++) {
                  Map<EveryMethod, RedisCommands> left = new EnumMap<>(clients);
                  left.keySet().retainAll(failed.keySet());
                  failed = unanswered(left, again);
                  first = false;
                }
                assertThat(failed).as("never waited for three fifths of the timeout").isEmpty();
                if (first) {
                  boolean comparedByScript = sent.of("evalsha") + sent.of("eval") > 1;
                  assertThat(sent.of("del"))
                      .as("deletions among %s", sent)
                      .isEqualTo(comparedByScript ? 2 : 1);
                  assertThat(sent.of("set"))
                      .as("writes among %s", sent)
                      .isLessThanOrEqualTo(comparedByScript ? 4 : 5);
                  assertThat(sent.of("pexpire")).as("expiries among %s", sent).isEqualTo(1);
                }
                proxy.stall();
                new EveryMethodCalls(port())
                    .failures(clients::get)
                    .forEach(
                        (method, failure) ->
                            assertThat(failure)
                                .as("%s, which is not answered", method)
                                .isInstanceOf(RedisTimeoutException.class));
              } finally {
                proxy.pass();
                for (RedisCommands own : clients.values()) {
                  port().client().disconnect(own);
                }
              }
            });
  }

  private static String slowKey(EveryMethod method, int attempt) {
    return "slow-" + method + "-" + attempt;
  }

  /** Those that fail, and what with. */
  private static Map<EveryMethod, String> unanswered(
      Map<EveryMethod, RedisCommands> clients, int attempt) {
    Map<EveryMethod, CompletableFuture<?>> running = new EnumMap<>(EveryMethod.class);
    clients.forEach(
        (method, own) ->
            running.put(
                method,
                EveryMethodCalls.onItsThread(() -> method.call(own, slowKey(method, attempt)))
                    .thenCompose(call -> call)));
    Map<EveryMethod, String> failed = new EnumMap<>(EveryMethod.class);
    running.forEach(
        (method, call) -> {
          try {
            call.join();
          } catch (CompletionException tooSoon) {
            failed.put(method, String.valueOf(tooSoon.getCause()));
          }
        });
    return failed;
  }

  @Test
  default void P21_aThousandCallsAtATimeAreAllAnswered() {
    RedisCommands commands = port().commands();
    List<String> keys =
        IntStream.range(0, AT_A_TIME).mapToObj(i -> port().key("at-a-time-" + i)).toList();
    keys.stream()
        .map(key -> commands.set(key, key.getBytes(UTF_8), SetOptions.always()))
        .toList()
        .forEach(write -> assertThat(port().answer(write)).isTrue());

    List<CompletionStage<Optional<byte[]>>> reads = keys.stream().map(commands::get).toList();

    assertThat(
            reads.stream()
                .map(read -> new String(port().answer(read).orElseThrow(), UTF_8))
                .toList())
        .as("what each call has read")
        .isEqualTo(keys);
  }

  @Test
  default void P28_callsThatAreCancelledWhileTheyWaitHarmNoOther() throws Exception {
    port()
        .behindAProxy(
            (proxy, commands) -> {
              proxy.slow(HELD_BACK.dividedBy(3));
              List<CompletableFuture<?>> waiting = new ArrayList<>();
              for (int i = 0; i < CANCELLED / EveryMethod.values().length; i++) {
                String key = "cancelled-" + i;
                for (EveryMethod method : EveryMethod.values()) {
                  waiting.add(
                      EveryMethodCalls.onItsThread(
                          () -> method.call(commands, key).toCompletableFuture().cancel(true)));
                }
              }
              waiting.forEach(UnderWayClauses::awaitEnd);
              proxy.pass();
              PoolStateCheck.await(commands, port().timeout());
            });
  }

  @Test
  default void P28_aCallThatIsCancelledTakesNoOtherWithIt() throws Exception {
    port()
        .behindAProxy(
            (proxy, commands) -> {
              PoolStateCheck.await(commands, port().timeout());
              proxy.slow(HELD_BACK.dividedBy(5));
              for (EveryMethod method : EveryMethod.values()) {
                CompletionStage<?> first = method.call(commands, "together");
                CompletionStage<?> second = method.call(commands, "together");
                CompletionStage<?> third = method.call(commands, "together");
                first.toCompletableFuture().cancel(true);
                third.toCompletableFuture().cancel(true);
                port().answer(second);
              }
            });
  }

  @Test
  default void P28_anInterruptBeforeACallHarmsNothingAndStays() throws Exception {
    port()
        .behindAProxy(
            (proxy, commands) ->
                HeldResources.watch(
                    proxy,
                    () -> {
                      assertKept(interrupted(commands, Duration.ZERO, 8));
                      PoolStateCheck.await(commands, port().timeout());
                    }));
  }

  @Test
  default void P28_anInterruptDuringACallHarmsNothingAndStays() throws Exception {
    port()
        .behindAProxy(
            (proxy, commands) -> {
              proxy.slow(HELD_BACK);
              List<Boolean> kept = interrupted(commands, HELD_BACK.dividedBy(3), 5);
              proxy.stall();
              kept.addAll(interrupted(commands, HELD_BACK.dividedBy(3), 1));
              proxy.pass();
              assertKept(kept);
              PoolStateCheck.await(commands, port().timeout());
            });
  }

  private static void assertKept(List<Boolean> flags) {
    assertThat(flags).as("whether the interrupt flag stayed").containsOnly(true);
  }

  /** Whether threads that were interrupted in the middle of calls still were so after these. */
  private List<Boolean> interrupted(RedisCommands commands, Duration after, int times) {
    List<CompletableFuture<Boolean>> all = new ArrayList<>();
    for (EveryMethod method : EveryMethod.values()) {
      for (int i = 0; i < times; i++) {
        CompletableFuture<Boolean> kept = new CompletableFuture<>();
        Thread thread = new Thread(() -> call(commands, method, after.isZero(), kept));
        thread.start();
        if (!after.isZero()) {
          LockSupport.parkNanos(after.dividedBy(8).toNanos());
          thread.interrupt();
        }
        all.add(kept);
      }
    }
    List<Boolean> flags = new ArrayList<>();
    all.forEach(kept -> flags.add(kept.join()));
    return flags;
  }

  private static void call(
      RedisCommands commands,
      EveryMethod method,
      boolean interruptedBefore,
      CompletableFuture<Boolean> kept) {
    if (interruptedBefore) {
      Thread.currentThread().interrupt();
    }
    try {
      awaitEnd(method.call(commands, "interrupted").toCompletableFuture());
      kept.complete(Thread.currentThread().isInterrupted());
    } catch (RuntimeException | Error e) {
      kept.completeExceptionally(e);
    }
  }

  /** Waits however the call ends; an interrupt is kept, as {@code join} does. */
  private static void awaitEnd(CompletableFuture<?> call) {
    call.<Boolean>handle((answer, failure) -> true).orTimeout(20, TimeUnit.SECONDS).join();
  }
}
