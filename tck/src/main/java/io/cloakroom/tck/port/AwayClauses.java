package io.cloakroom.tck.port;

import static io.cloakroom.tck.port.FailureClauses.ANY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.client.ConcurrentTasks;
import io.cloakroom.tck.client.Recovery;
import io.cloakroom.tck.fault.FaultyProxy;
import io.cloakroom.tck.fault.SilentAddress;
import io.cloakroom.tck.servers.Await;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.servers.RedisServers;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** P18 and P19: servers that nobody finds at their address. */
interface AwayClauses extends PortClauses {

  /** A client may look for the host at once, and say then that it can't find it. */
  @Test
  default void P18_aHostThatIsNotKnownIsUnreachable() throws Exception {
    port().needsServerOfItsOwn();
    URI unknown = URI.create("redis://no-such-host.invalid:6379");
    Optional<RedisCommands> opened = open(unknown);
    if (opened.isPresent()) {
      try {
        List<Callable<Throwable>> all =
            FailureClauses.ALL.stream()
                .<Callable<Throwable>>map(
                    command -> () -> port().failure(command.apply(opened.get())))
                .toList();
        assertThat(ConcurrentTasks.run(all))
            .allSatisfy(
                failure ->
                    assertThat(failure)
                        // looking for a host may take long
                        .isInstanceOfAny(
                            RedisUnreachableException.class, RedisTimeoutException.class));
      } finally {
        port().client().disconnect(opened.get());
      }
    }
  }

  @Test
  default void P19_commandsFailInTimeWhileTheServerIsAwayAndWorkOnceItIsBack() throws Exception {
    port()
        .onOwnServer(
            (server, commands) -> {
              server.kill();
              failsInTime(commands);
              port().failureInTime(commands, c -> c.delete(List.of("key")));
              port().failureInTime(commands, c -> c.set("late", ANY, SetOptions.always()));
              server.start();
              try (RawRedis raw = server.raw()) {
                raw.call("SET", "key", new String(ANY, UTF_8));
              }
              Recovery.await(commands, port().timeout());

              assertThat(port().answer(commands.get("key")))
                  .as("what a delete that failed was given for")
                  .contains(ANY);
              assertThat(port().answer(commands.get("late")))
                  .as("what a set that failed was to write")
                  .isEmpty();
              port().answer(commands.set("late", ANY, SetOptions.always()));
              assertThat(port().answer(commands.get("late"))).contains(ANY);
            });
  }

  /** A client may connect at once, and say then that it can't; another one has to. */
  @Test
  default void P19_aPortThatIsOpenedWhileTheServerIsAwayWorksOnceItIsBack() throws Exception {
    port().needsServerOfItsOwn();
    try (RedisServer server = RedisServers.start();
        FaultyProxy proxy = FaultyProxy.before(server.uri())) {
      proxy.goAway();
      Optional<RedisCommands> opened = open(proxy.uri());
      opened.ifPresent(this::failsInTime);
      proxy.comeBack();
      RedisCommands commands =
          opened.isPresent() ? opened.get() : port().client().connect(proxy.uri());
      try {
        Recovery.await(commands, port().timeout());
        port().answer(commands.set("key", ANY, SetOptions.always()));
        assertThat(port().answer(commands.get("key"))).contains(ANY);
      } finally {
        port().client().disconnect(commands);
      }
    }
  }

  /** Whoever opens it need not wait for what the server says to that. */
  @Test
  default void P18_aPasswordThatWasNeverRightIsRefusedUntilItIs() throws Exception {
    port().needsServerOfItsOwn();
    try (RedisServer server = RedisServers.start();
        RawRedis raw = server.raw()) {
      raw.call("CONFIG", "SET", "requirepass", "another");
      URI uri = ServerFaultClauses.withPassword(server, "wrong");
      Optional<RedisCommands> opened = open(uri);
      opened.ifPresent(this::isRefused);
      raw.call("CONFIG", "SET", "requirepass", "wrong");
      RedisCommands commands = opened.isPresent() ? opened.get() : port().client().connect(uri);
      try {
        Recovery.await(commands, port().timeout());
      } finally {
        port().client().disconnect(commands);
      }
    }
  }

  private void isRefused(RedisCommands commands) {
    for (int again = 0; again < 2; again++) {
      assertThat(port().failureInTime(commands, c -> c.get("key")))
          .isInstanceOfSatisfying(
              RedisRefusedException.class,
              refused -> assertThat(refused.code()).isIn("NOAUTH", "WRONGPASS"));
    }
  }

  /** What is opened for a port that nobody uses any more is closed again. */
  @Test
  default void P20_aPortThatIsClosedWhileItConnectsLeavesNoConnection() throws Exception {
    port().needsServerOfItsOwn();
    try (RedisServer server = RedisServers.start();
        FaultyProxy proxy = FaultyProxy.before(server.uri())) {
      if (isClosed(server.uri(), () -> {}, () -> {})) {
        proxy.stall();
        Runnable closed =
            () -> {
              proxy.pass();
              Await.until("its connections are closed", () -> proxy.connections() == 0);
            };
        assertThat(isClosed(proxy.uri(), () -> letConnect(proxy), closed)).isTrue();
      }
    }
  }

  /** Waits for a connection, as long as one may take that a client opens by itself. */
  private void letConnect(FaultyProxy proxy) {
    long end = System.nanoTime() + port().timeout().toNanos() / 2;
    while (proxy.connections() == 0 && System.nanoTime() < end) {
      Await.elapsed(Duration.ofMillis(5));
    }
  }

  /** Opens a port over a client of its own; tells whether it could be closed, and is. */
  private boolean isClosed(URI redis, Runnable before, Runnable next) throws Exception {
    HandedInClient client =
        port().hooks().handIn(redis).orElseThrow(Capability.HANDED_IN_CLIENT::notClaimed);
    try {
      if (client.commands() instanceof AutoCloseable closeable) {
        before.run();
        closeable.close();
        next.run();
        return true;
      }
      return false;
    } finally {
      client.close().run();
    }
  }

  /**
   * As where a firewall drops what it does not know, or a host has gone. A client that connects at
   * once may take its own time for that.
   */
  @Test
  default void P19_anAddressThatNeverAnswersFailsInTime() throws Exception {
    port().needsServerOfItsOwn();
    try (SilentAddress silent = SilentAddress.open()) {
      CompletableFuture<Optional<RedisCommands>> opening =
          EveryMethodCalls.onItsThread(() -> open(silent.uri()));
      try {
        opening
            .copy()
            .completeOnTimeout(Optional.empty(), port().timeout().toMillis(), TimeUnit.MILLISECONDS)
            .join()
            .ifPresent(
                opened -> {
                  assertThat(failsInTime(opened)).isInstanceOf(RedisUnreachableException.class);
                  assertThat(failsInTime(opened)).isInstanceOf(RedisUnreachableException.class);
                });
      } finally {
        CompletableFuture<Void> unused =
            opening.thenAccept(late -> late.ifPresent(this::disconnect));
      }
    }
  }

  private void disconnect(RedisCommands opened) {
    try {
      port().client().disconnect(opened);
    } catch (Exception e) {
      throw new IllegalStateException("The port could not be disconnected", e);
    }
  }

  private Optional<RedisCommands> open(URI away) {
    try {
      return Optional.of(port().client().connect(away));
    } catch (RuntimeException refused) {
      return Optional.empty();
    }
  }

  private Throwable failsInTime(RedisCommands commands) {
    return port().failureInTime(commands, c -> c.get("key"));
  }
}
