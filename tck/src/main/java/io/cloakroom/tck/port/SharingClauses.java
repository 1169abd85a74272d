package io.cloakroom.tck.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.client.ConcurrentTasks;
import io.cloakroom.tck.client.PoolStateCheck;
import io.cloakroom.tck.fault.FaultyProxy;
import io.cloakroom.tck.servers.Await;
import io.cloakroom.tck.servers.CommandStats;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tck.servers.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** P21: one port for many threads. */
interface SharingClauses extends PortClauses {

  int THREADS = 100;
  int ROUNDS = 30;

  Duration SHORT_LIFE = Duration.ofMinutes(1);

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

  /** Ways to read; each says what it has read of a key. */
  Map<String, BiFunction<RedisCommands, String, CompletionStage<String>>> READS =
      Map.of(
          "get", (port, key) -> port.get(key).thenApply(SharingClauses::text),
          "getAndExpire",
              (port, key) -> port.getAndExpire(key, SHORT_LIFE).thenApply(SharingClauses::text),
          "multiGet",
              (port, key) -> port.multiGet(List.of(key)).thenApply(values -> text(values.get(0))),
          "eval",
              (port, key) ->
                  port.eval(
                          RedisScript.GET_AND_EXPIRE,
                          List.of(key),
                          List.of("60000".getBytes(UTF_8)))
                      .thenApply(answer -> text(answer.stream().findFirst())),
          "timeToLive",
              (port, key) ->
                  port.timeToLive(key)
                      .thenApply(ttl -> ttl instanceof TimeToLive.Unlimited ? "earlier" : "later"));

  /** A read that joins an equal one, which the server has answered before the write, is behind. */
  @Test
  default void P25_aReadAfterAnothersWriteHasTheNewValue() throws Exception {
    port()
        .onServerBehindAProxy(
            (server, proxy, commands) -> {
              Map<String, BiFunction<RedisCommands, String, CompletionStage<String>>> left =
                  new HashMap<>(READS);
              if (!port().client().claims(Capability.SCRIPTS)) {
                left.remove("eval");
              }
              for (int attempt = 0; attempt < 5 && !left.isEmpty(); attempt++) {
                left.keySet().removeAll(readsBeforeAndAfterAWrite(server, proxy, commands, left));
              }
              assertThat(left.keySet())
                  .as("reads that waited for a fifth of the timeout, and were never answered")
                  .isEmpty();
            });
  }

  /** Which reads were answered in time, both; the second ones must have the later value. */
  private Set<String> readsBeforeAndAfterAWrite(
      RedisServer server,
      FaultyProxy proxy,
      RedisCommands commands,
      Map<String, BiFunction<RedisCommands, String, CompletionStage<String>>> reads)
      throws Exception {
    try (RawRedis raw = server.raw()) {
      reads.keySet().forEach(key -> raw.call("SET", key, "warm-up"));
      answered(reading(commands, reads)); // then the server knows the script
      CommandStats begin = CommandStats.of(List.of(server));
      answered(reading(commands, reads));
      long all = CommandStats.of(List.of(server)).since(begin).meant().total();
      reads.keySet().forEach(key -> raw.call("SET", key, "earlier"));
      proxy.stall();
      CommandStats before = CommandStats.of(List.of(server));
      Map<String, CompletableFuture<String>> first = reading(commands, reads);
      Await.until(
          "the first reads have come to the server",
          () ->
              first.values().stream().allMatch(CompletableFuture::isDone)
                  || CommandStats.of(List.of(server)).since(before).meant().total() >= all);
      reads.keySet().forEach(key -> raw.call("SET", key, "later", "PX", 60_000));
      Map<String, CompletableFuture<String>> second = reading(commands, reads);
      Await.elapsed(port().timeout().dividedBy(5));
      proxy.pass();
      Set<String> answered = new HashSet<>();
      for (Map.Entry<String, CompletableFuture<String>> earlier : first.entrySet()) {
        String key = earlier.getKey();
        try {
          earlier.getValue().get();
          assertThat(requireNonNull(second.get(key)).get())
              .as("what %s has read after the write", key)
              .isEqualTo("later");
          answered.add(key);
        } catch (ExecutionException tooLate) {
          PoolStateCheck.await(commands, port().timeout());
        }
      }
      return answered;
    } finally {
      proxy.pass();
    }
  }

  private static void answered(Map<String, CompletableFuture<String>> reads) throws Exception {
    for (CompletableFuture<String> read : reads.values()) {
      assertThat(read.get()).isNotNull();
    }
  }

  /** The reads, of which each has a key of its own. */
  private Map<String, CompletableFuture<String>> reading(
      RedisCommands commands,
      Map<String, BiFunction<RedisCommands, String, CompletionStage<String>>> reads) {
    Map<String, CompletableFuture<String>> running = new HashMap<>();
    reads.forEach(
        (key, read) ->
            running.put(
                key, EveryMethodCalls.onItsThread(() -> port().answer(read.apply(commands, key)))));
    return running;
  }

  private static String text(Optional<byte[]> value) {
    return value.map(bytes -> new String(bytes, UTF_8)).orElse("");
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
