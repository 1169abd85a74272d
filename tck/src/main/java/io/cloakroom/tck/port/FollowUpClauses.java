package io.cloakroom.tck.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.client.ConcurrentTasks;
import io.cloakroom.tck.fault.FaultyProxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** P30: what follows a call may wait for another, or be busy otherwise. */
interface FollowUpClauses extends PortClauses {

  int FOLLOWED = 3;
  int BUSY = 4 * Math.max(2, Runtime.getRuntime().availableProcessors());

  @Test
  default void P30_whatFollowsAnyAnswerMayWaitForAnother() {
    RedisCommands commands = port().commands();
    List<CompletionStage<?>> seconds = new ArrayList<>();
    for (EveryMethod method : EveryMethod.values()) {
      if (port().client().claims(Capability.SCRIPTS) || !method.isScript()) {
        String key = port().key("followed-" + method);
        // an answer that is there already is followed on this thread, which shows nothing
        for (int i = 0; i < 20; i++) {
          seconds.add(
              method
                  .call(commands, key)
                  .thenApply(
                      first -> {
                        assertMayWait(commands);
                        return String.valueOf(port().answer(method.call(commands, key)));
                      }));
        }
      }
    }

    seconds.forEach(port()::answer);
  }

  /** Handlers compute, or wait for a database, on whatever thread the answer has come. */
  @Test
  default void P30_howeverManyAreBusyWithAnAnswerOthersGetTheirs() throws Exception {
    RedisCommands commands = port().commands();
    String key = port().key("busy");
    CountDownLatch begun = new CountDownLatch(BUSY);
    CountDownLatch end = new CountDownLatch(1);
    try {
      for (int i = 0; i < BUSY; i++) {
        CompletableFuture<?> unused =
            EveryMethodCalls.onItsThread(
                () ->
                    commands
                        .get(key)
                        .thenAccept(
                            value -> {
                              begun.countDown();
                              keepBusy(end);
                            }));
      }

      assertThat(begun.await(port().timeout().toMillis(), TimeUnit.MILLISECONDS))
          .as("whether all of %s callers at a time hear their answers", BUSY)
          .isTrue();
      assertThat(port().answer(commands.get(key))).as("what another caller gets").isEmpty();
    } finally {
      end.countDown();
    }
  }

  /** Whoever tells failures tells the next one, too, while what follows the first waits for it. */
  @Test
  default void P30_whatFollowsAnyFailureMayWaitForAnother() throws Exception {
    port()
        .onServerBehindAProxy(
            (server, refusing, commands) -> {
              try (FaultyProxy silent = FaultyProxy.before(server.uri());
                  FaultyProxy gone = FaultyProxy.before(server.uri())) {
                refusing.answer("ERR not today");
                ConcurrentTasks.run(
                    List.of(
                        () -> failTwice(commands),
                        () -> failTwice(silent, FaultyProxy::stall),
                        () -> failTwice(gone, FaultyProxy::goAway)));
              }
            });
  }

  private static void keepBusy(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A store refuses to wait where the port says that it would wait for itself. */
  private static void assertMayWait(RedisCommands commands) {
    assertThat(commands.isOnReceivingThread())
        .as(
            "whether %s, which runs what follows an answer, receives answers",
            Thread.currentThread())
        .isFalse();
  }

  private boolean failTwice(FaultyProxy proxy, Consumer<FaultyProxy> fault) throws Exception {
    RedisCommands commands = port().client().connect(proxy.uri());
    try {
      port().answer(commands.get("warm-up"));
      fault.accept(proxy);
      return failTwice(commands);
    } finally {
      port().client().disconnect(commands);
    }
  }

  private boolean failTwice(RedisCommands commands) {
    List<CompletableFuture<Throwable>> seconds = new ArrayList<>();
    for (EveryMethod method : EveryMethod.values()) {
      for (int i = 0; i < FOLLOWED; i++) {
        String key = EveryMethodCalls.key(method);
        seconds.add(
            EveryMethodCalls.onItsThread(() -> method.call(commands, key))
                .thenCompose(
                    first ->
                        first.handle(
                            (answer, failure) -> {
                              assertMayWait(commands);
                              return port().failureInTime(commands, c -> method.call(c, key));
                            }))
                .orTimeout(20, TimeUnit.SECONDS));
      }
    }
    assertThat(seconds.stream().map(CompletableFuture::join))
        .as("what the calls fail with that were made when others had failed")
        .allSatisfy(failure -> assertThat(failure).isInstanceOf(RedisCommandException.class));
    return true;
  }
}
