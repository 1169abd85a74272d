package io.cloakroom.jedis;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.tck.fault.FaultyProxy;
import io.cloakroom.tck.servers.RedisServers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;

/** A pool of two connections to a server behind a proxy, and its callers. */
abstract class PoolFixture {

  static final int SIZE = 2;
  static final int CALLERS = 40;
  static final Duration TIMEOUT = Duration.ofMillis(500);

  final FaultyProxy proxy = FaultyProxy.before(RedisServers.shared().uri());
  final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
    proxy.close();
  }

  /** What became of one call. */
  record Call(@Nullable Throwable failure, Duration took) {

    boolean isAnswered() {
      return failure == null;
    }
  }

  /** Makes calls at once, each in a thread of its own, and waits for them. */
  final List<Call> calls(RedisCommands commands, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> CompletableFuture.supplyAsync(() -> call(commands), threads))
        .toList()
        .stream()
        .map(CompletableFuture::join)
        .toList();
  }

  static Call call(RedisCommands commands) {
    long start = System.nanoTime();
    Throwable failure =
        commands.get("k").handle((value, failed) -> failed).toCompletableFuture().join();
    return new Call(
        failure == null ? null : StageFailure.cause(failure),
        Duration.ofNanos(System.nanoTime() - start));
  }

  final RedisClient client(Consumer<ConnectionPoolConfig> more) {
    return client(TIMEOUT, more);
  }

  final RedisClient client(Duration timeout, Consumer<ConnectionPoolConfig> more) {
    ConnectionPoolConfig pool = size(SIZE);
    more.accept(pool);
    return RedisClient.builder()
        .hostAndPort(address())
        .clientConfig(config(timeout))
        .poolConfig(pool)
        .build();
  }

  final HostAndPort address() {
    return new HostAndPort(proxy.uri().getHost(), proxy.uri().getPort());
  }

  static JedisClientConfig config(Duration timeout) {
    return DefaultJedisClientConfig.builder().timeoutMillis((int) timeout.toMillis()).build();
  }

  static ConnectionPoolConfig size(int connections) {
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(connections);
    return pool;
  }
}
