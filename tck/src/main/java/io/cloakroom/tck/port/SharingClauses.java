package io.cloakroom.tck.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.client.ConcurrentTasks;
import io.cloakroom.tck.client.PoolStateCheck;
import io.cloakroom.tck.fault.FaultyProxy;
import io.cloakroom.tck.servers.Await;
import io.cloakroom.tck.servers.CommandStats;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tck.servers.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** P21: one port for many threads. */
interface SharingClauses extends PortClauses {

  int THREADS = 100;
  int ROUNDS = 30;

  @Test
  default void P21_aHundredThreadsGetTheirOwnReplies() throws Exception {
    put("first", "opened before the threads begin");
    List<Callable<Boolean>> threads = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      String name = "thread " + thread;
      threads.add(() -> getsItsOwnReplies(name));
    }

    assertThat(ConcurrentTasks.run(threads)).hasSize(THREADS).containsOnly(true);
  }

  @Test
  default void P21_aCancelledCallHarmsNoOther() {
    put("cancelled", "cancelled");
    put("own", "own");
    for (int round = 0; round < 200; round++) {
      port().commands().get(port().key("cancelled")).toCompletableFuture().cancel(true);

      assertThat(port().text(port().key("own"))).contains("own");
    }
  }

  @Test
  default void P21_anInterruptedCallHarmsNoOther() throws Exception {
    put("interrupted", "interrupted");
    put("own", "own");
    for (int round = 0; round < 20; round++) {
      ConcurrentTasks.run(List.<Callable<Boolean>>of(this::callInterrupted));

      assertThat(port().text(port().key("own"))).contains("own");
    }
  }

  /** A read that joins an equal one, which the server has answered before the write, is behind. */
  @Test
  default void P25_aReadAfterAnothersWriteHasTheNewValue() throws Exception {
    port()
        .onServerBehindAProxy(
            (server, proxy, commands) -> {
              for (int attempt = 0; attempt < 5; attempt++) {
                if (readsBeforeAndAfterAWrite(server, proxy, commands)) {
                  return;
                }
              }
              fail("Two reads that waited for a fifth of the timeout were never answered");
            });
  }

  /** Whether both reads were answered in time; the second one must have the later value. */
  private boolean readsBeforeAndAfterAWrite(
      RedisServer server, FaultyProxy proxy, RedisCommands commands) throws Exception {
    byte[] later = "later".getBytes(UTF_8);
    try (RawRedis raw = server.raw()) {
      raw.call("SET", "key", "earlier");
      proxy.stall();
      CommandStats before = CommandStats.of(List.of(server));
      CompletableFuture<byte[]> first = reading(commands);
      Await.until(
          "the first read has come to the server",
          () -> first.isDone() || readsSince(before, server) > 0);
      raw.call("SET", "key", later);
      CompletableFuture<byte[]> second = reading(commands);
      Await.elapsed(port().timeout().dividedBy(5));
      proxy.pass();
      try {
        first.get();
        assertThat(second.get()).as("what was read after the write").isEqualTo(later);
        return true;
      } catch (ExecutionException tooLate) {
        PoolStateCheck.await(commands, port().timeout());
        return false;
      }
    } finally {
      proxy.pass();
    }
  }

  private static long readsSince(CommandStats before, RedisServer server) {
    return CommandStats.of(List.of(server)).since(before).of("get");
  }

  private CompletableFuture<byte[]> reading(RedisCommands commands) {
    return EveryMethodCalls.onItsThread(
        () -> port().answer(commands.get("key")).orElse(new byte[0]));
  }

  /** An interrupted call may answer or fail, but it fails as every command does. */
  private boolean callInterrupted() {
    Thread.currentThread().interrupt();
    var stage = port().commands().get(port().key("interrupted"));
    Thread.interrupted();
    try {
      assertThat(port().answer(stage)).contains("interrupted".getBytes(UTF_8));
      return true;
    } catch (RedisCommandException e) {
      return false;
    }
  }

  private boolean getsItsOwnReplies(String name) {
    for (int round = 0; round < ROUNDS; round++) {
      String value = name + ", round " + round;
      put(name, value);
      Duration ttl = Duration.ofHours(1);
      Optional<byte[]> found = port().answer(port().commands().getAndExpire(port().key(name), ttl));
      assertThat(found).contains(value.getBytes(UTF_8));
      assertThat(port().text(port().key(name))).contains(value);
      assertThat(port().answer(port().commands().multiGet(List.of(port().key(name)))).get(0))
          .contains(value.getBytes(UTF_8));
    }
    return true;
  }

  private void put(String name, String value) {
    port()
        .answer(
            port().commands().set(port().key(name), value.getBytes(UTF_8), SetOptions.always()));
  }
}
