package io.cloakroom.jedis;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.THROWABLE;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.tck.RedisServers;
import io.cloakroom.tck.fault.FaultyProxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;

/** Whom a pool of two connections keeps waiting, and for how long. */
class PoolQueueTest {

  private static final int SIZE = 2;
  private static final int CALLERS = 40;
  private static final Duration TIMEOUT = Duration.ofMillis(500);

  private final FaultyProxy proxy = FaultyProxy.before(RedisServers.shared().uri());
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
    proxy.close();
  }

  @Test
  void P19_callersOfAServerThatHangsEndWithItsTimeout() {
    try (RedisClient client = client(pool -> {})) {
      RedisCommands commands = JedisCommands.of(client);
      assertThat(commands.get("k")).isCompletedWithValue(Optional.empty());
      proxy.stall();

      List<Call> calls = calls(commands, CALLERS);

      // two pass at a time, so that the last of forty would have waited for twenty timeouts
      assertThat(calls).allMatch(call -> call.took().compareTo(TIMEOUT.multipliedBy(5)) < 0);
      assertThat(calls)
          .allMatch(call -> call.failure() != null)
          .anyMatch(call -> call.failure() instanceof RedisTimeoutException)
          .anyMatch(call -> String.valueOf(call.failure()).contains("while this one waited"));

      proxy.pass();
      assertThat(commands.get("k")).isCompletedWithValue(Optional.empty());
    }
  }

  @Test
  void aPoolsMaxWaitHoldsAndNothingIsSentAfterIt() {
    try (RedisClient client = client(pool -> pool.setMaxWait(Duration.ofMillis(50)))) {
      RedisCommands commands = JedisCommands.of(client);
      assertThat(calls(commands, SIZE)).allMatch(call -> call.failure() == null);
      proxy.slow(Duration.ofMillis(200));

      List<Call> calls = calls(commands, SIZE + 1);

      assertThat(calls)
          .filteredOn(call -> call.failure() != null)
          .singleElement()
          .extracting(Call::failure, as(THROWABLE))
          .isInstanceOf(RedisUnreachableException.class)
          .hasMessage(
              "All 2 connections of Jedis' pool (maxTotal) were in use for 50 ms (maxWait)");
    }
  }

  @Test
  void manyCallersOfASoundServerAllHaveTheirTurn() {
    try (RedisClient client = client(pool -> {})) {
      assertThat(calls(JedisCommands.of(client), CALLERS)).allMatch(call -> call.failure() == null);
    }
  }

  @Test
  void whoeverIsInterruptedWhileWaitingStaysInterrupted() {
    try (RedisClient client = client(pool -> pool.setMaxTotal(1))) {
      PoolQueue queue = PoolQueue.before(client);

      queue.inTurn(
          () -> {
            CompletableFuture<Boolean> stillInterrupted = new CompletableFuture<>();
            Thread waiting =
                new Thread(
                    () -> {
                      try {
                        queue.inTurn(() -> "its turn");
                      } catch (RedisUnreachableException e) {
                        stillInterrupted.complete(Thread.currentThread().isInterrupted());
                      }
                    });
            waiting.start();
            waiting.interrupt();
            assertThat(stillInterrupted).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
            return "";
          });
    }
  }

  /** What became of one call. */
  private record Call(@Nullable Throwable failure, Duration took) {}

  /** Makes calls at once, each in a thread of its own, and waits for them. */
  private List<Call> calls(RedisCommands commands, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> CompletableFuture.supplyAsync(() -> call(commands), threads))
        .toList()
        .stream()
        .map(CompletableFuture::join)
        .toList();
  }

  private static Call call(RedisCommands commands) {
    long start = System.nanoTime();
    Throwable failure =
        commands.get("k").handle((value, failed) -> failed).toCompletableFuture().join();
    return new Call(failure, Duration.ofNanos(System.nanoTime() - start));
  }

  private RedisClient client(Consumer<ConnectionPoolConfig> more) {
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(SIZE);
    more.accept(pool);
    return RedisClient.builder()
        .hostAndPort(new HostAndPort(proxy.uri().getHost(), proxy.uri().getPort()))
        .clientConfig(
            DefaultJedisClientConfig.builder().timeoutMillis((int) TIMEOUT.toMillis()).build())
        .poolConfig(pool)
        .build();
  }
}
