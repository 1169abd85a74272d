package io.cloakroom.jedis;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.THROWABLE;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.tck.fault.FaultyProxy;
import io.cloakroom.tck.servers.Await;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tck.servers.RedisCluster;
import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.servers.RedisServers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** Whom a pool of two connections keeps waiting, and for how long. */
class PoolTest {

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
      RedisCommands commands = JedisCommands.of(client, TIMEOUT);
      assertThat(commands.get("k")).isCompletedWithValue(Optional.empty());
      proxy.stall();

      List<Call> calls = calls(commands, CALLERS);

      // two pass at a time, so that the last of forty would have waited for twenty timeouts
      assertThat(calls).allMatch(call -> call.took().compareTo(TIMEOUT.multipliedBy(5)) < 0);
      assertThat(calls)
          .allMatch(call -> call.failure() != null)
          .anyMatch(call -> call.failure() instanceof RedisTimeoutException)
          .anyMatch(call -> call.failure() instanceof RedisUnreachableException);

      proxy.pass();
      assertThat(commands.get("k")).isCompletedWithValue(Optional.empty());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {SIZE, -1})
  void P19_aCallThatHasToConnectEndsWithItsTimeoutNotWithTheClients(int size) {
    Duration clients = Duration.ofSeconds(20);
    try (RedisClient client = client(clients, pool -> pool.setMaxTotal(size))) {
      RedisCommands commands = JedisCommands.of(client, TIMEOUT);
      proxy.stall();
      long start = System.nanoTime();

      assertThat(commands.get("k")).isCompletedExceptionally();

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(clients.dividedBy(2));
    }
  }

  /** When a broken connection goes, a pool connects again at once for those who wait. */
  @Test
  void P19_callersOfAServerThatHangsDoNotConnectForThoseWhoWait() {
    Duration clients = Duration.ofSeconds(20);
    try (RedisClient client = client(clients, pool -> {})) {
      RedisCommands commands = JedisCommands.of(client, TIMEOUT);
      assertThat(calls(commands, SIZE)).allMatch(call -> call.failure() == null);
      proxy.stall();

      List<Call> calls = calls(commands, CALLERS);

      assertThat(calls).allMatch(call -> call.failure() != null);
      assertThat(calls).allMatch(call -> call.took().compareTo(TIMEOUT.multipliedBy(5)) < 0);
    }
  }

  /** What a pool says of the connection that it could not open is no caller's failure. */
  @Test
  void P18_callersOfAServerThatGoesAreToldSoAndNoThreadDies() {
    List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> uncaught.add(failure));
    try (RedisClient client = client(pool -> {})) {
      RedisCommands commands = JedisCommands.of(client, TIMEOUT);
      assertThat(calls(commands, SIZE)).allMatch(call -> call.failure() == null);
      proxy.stall();
      CompletableFuture<List<Call>> calls =
          CompletableFuture.supplyAsync(() -> calls(commands, CALLERS), threads);
      Await.until("callers wait for others", () -> client.getPool().getNumWaiters() > 0);

      proxy.close();

      assertThat(calls.join())
          .allSatisfy(call -> assertThat(call.failure()).isInstanceOf(RedisCommandException.class));
      Await.until("all are given back", () -> client.getPool().getNumActive() == 0);
      assertThat(uncaught).isEmpty();
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(null);
    }
  }

  @Test
  @Tag("topology")
  void P19_callersOfAMasterThatHangsDoNotConnectForThoseWhoWait() throws Exception {
    try (RedisCluster cluster = RedisCluster.start(3);
        UnifiedJedis client =
            new KitClients(TIMEOUT)
                .openCluster(
                    cluster.uri(),
                    settings -> settings.timeoutMillis(20_000),
                    pool -> pool.setMaxTotal(SIZE))) {
      RedisCommands commands = JedisCommands.of(client, TIMEOUT);
      Await.until("it is ready", () -> calls(commands, SIZE).stream().allMatch(Call::isAnswered));
      RedisServer master = cluster.byMaster(List.of("k")).keySet().iterator().next();
      master.pause();
      try {
        List<Call> calls = calls(commands, CALLERS);

        assertThat(calls).noneMatch(Call::isAnswered);
        assertThat(calls).allMatch(call -> call.took().compareTo(TIMEOUT.multipliedBy(5)) < 0);
      } finally {
        master.resume();
      }
    }
  }

  @Test
  @Tag("topology")
  void P19_aCallThatHasToConnectToAMasterEndsWithItsTimeoutNotWithTheClients() throws Exception {
    Duration clients = Duration.ofSeconds(20);
    try (RedisCluster cluster = RedisCluster.start(3);
        UnifiedJedis client =
            new KitClients(TIMEOUT)
                .openCluster(
                    cluster.uri(),
                    settings -> settings.timeoutMillis((int) clients.toMillis()),
                    pool -> {})) {
      RedisCommands commands = JedisCommands.of(client, TIMEOUT);
      assertThat(commands.get("k")).isCompletedWithValue(Optional.empty());
      RedisServer master = cluster.byMaster(List.of("k")).keySet().iterator().next();
      master.pause();
      try {
        for (int i = 0; i < 3; i++) { // the first breaks the connection that there is
          Call call = call(commands);

          assertThat(call.failure()).isNotNull();
          assertThat(call.took()).isLessThan(TIMEOUT.multipliedBy(5));
        }
      } finally {
        master.resume();
      }
    }
  }

  @Test
  void whatIsWrongWithAHostStandsInTheMessage() {
    try (RedisClient client = RedisClient.create("redis://host.invalid:6379")) {
      assertThat(commandsFailure(JedisCommands.of(client)))
          .hasMessageContaining("UnknownHostException")
          .hasMessageContaining("host.invalid");
    }
  }

  private static Throwable commandsFailure(RedisCommands commands) {
    return StageFailure.cause(
        commands.get("k").handle((value, failure) -> failure).toCompletableFuture().join());
  }

  @Test
  void aPoolsMaxWaitHoldsAndNothingIsSentAfterIt() {
    try (RedisClient client = client(pool -> pool.setMaxWait(Duration.ofMillis(50)))) {
      RedisCommands commands = JedisCommands.of(client, TIMEOUT);
      assertThat(calls(commands, SIZE)).allMatch(call -> call.failure() == null);
      proxy.slow(Duration.ofMillis(200));

      List<Call> calls = calls(commands, SIZE + 1);

      assertThat(calls)
          .filteredOn(call -> call.failure() != null)
          .singleElement()
          .extracting(Call::failure, as(THROWABLE))
          .isInstanceOf(RedisUnreachableException.class)
          .hasMessage("All 2 connections of Jedis' pool (maxTotal) are in use");
    }
  }

  @Test
  void manyCallersOfASoundServerAllHaveTheirTurn() {
    try (RedisClient client = client(pool -> {})) {
      assertThat(calls(JedisCommands.of(client), CALLERS)).allMatch(call -> call.failure() == null);
    }
  }

  /** The connections may be held by the application itself, for other things. */
  @Test
  void P24_aCallEndsInTimeWhileOthersHoldEveryConnection() {
    try (RedisClient client = client(pool -> {})) {
      RedisCommands commands = JedisCommands.of(client, TIMEOUT);
      Connection[] held = {client.getPool().getResource(), client.getPool().getResource()};

      Call call = call(commands);

      assertThat(call.failure()).isInstanceOf(RedisUnreachableException.class);
      assertThat(call.took()).isLessThan(TIMEOUT.multipliedBy(3));
      Stream.of(held).forEach(Connection::close);
      assertThat(commands.get("k")).isCompletedWithValue(Optional.empty());
    }
  }

  /**
   * Jedis tests one dead connection after another, each for as long as the client's timeout says.
   */
  @Test
  void P19_aCallEndsInTimeWhileItsPoolTestsConnectionsThatAreDead() {
    Duration clients = Duration.ofSeconds(20);
    try (RedisClient client = client(clients, pool -> pool.setTestOnBorrow(true))) {
      RedisCommands commands = JedisCommands.of(client, TIMEOUT);
      List.of(client.getPool().getResource(), client.getPool().getResource())
          .forEach(Connection::close);
      proxy.freezeConnections();

      Call call = call(commands);

      assertThat(call.failure()).isInstanceOf(RedisUnreachableException.class);
      assertThat(call.took()).isLessThan(clients.dividedBy(2));
      assertThat(commands.get("k")).isCompletedWithValue(Optional.empty());
    }
  }

  @Test
  void P18_aWriteThatWasSentAndGotNoAnswerIsATimeoutWhereThePoolTestsConnections() {
    try (RedisClient client = client(pool -> pool.setTestOnBorrow(true))) {
      assertThat(failureOfAWriteWithoutAnAnswer(JedisCommands.of(client, TIMEOUT)))
          .isInstanceOf(RedisTimeoutException.class);
    }
  }

  @Test
  void P18_aWriteThatWasSentAndGotNoAnswerIsATimeoutOnAnExecutor() {
    Duration clients = Duration.ofSeconds(20);
    try (RedisClient client = client(clients, pool -> {})) {
      assertThat(failureOfAWriteWithoutAnAnswer(JedisCommands.of(client, TIMEOUT, threads)))
          .isInstanceOf(RedisTimeoutException.class);
    }
  }

  /** Another thread sends the command here. */
  private Throwable failureOfAWriteWithoutAnAnswer(RedisCommands commands) {
    assertThat(StageFailure.join(commands.get("k"))).isEmpty();
    proxy.reply(words -> words.get(0).equals("SET") ? Optional.of("") : Optional.empty());

    return commands
        .set("k", new byte[1], SetOptions.always())
        .handle((done, failed) -> StageFailure.cause(failed))
        .toCompletableFuture()
        .join();
  }

  @Test
  void P28_anInterruptedThreadsWriteIsDoneAsItSaysWhereThePoolTestsConnections() {
    try (RedisClient client = client(pool -> pool.setTestOnBorrow(true))) {
      RedisCommands commands = JedisCommands.of(client, TIMEOUT.multipliedBy(10));
      for (int i = 0; i < 20; i++) {
        Thread.currentThread().interrupt();

        assertThat(commands.set("k", new byte[1], SetOptions.always())).isCompletedWithValue(true);

        assertThat(Thread.interrupted()).isTrue();
      }
      assertThat(commands.delete(List.of("k"))).isCompletedWithValue(1L);
    }
  }

  /** As after a restart, or when the server ends connections that nobody uses. */
  @Test
  void P24_ofTheConnectionsThatAServerHasClosedOneFailsAWrite() {
    try (RedisServer server = RedisServers.start();
        RedisClient client =
            RedisClient.builder()
                .hostAndPort(new HostAndPort(server.uri().getHost(), server.uri().getPort()))
                .poolConfig(size(4))
                .build();
        RawRedis raw = server.raw()) {
      RedisCommands commands = JedisCommands.of(client);
      List<Connection> all = Stream.generate(client.getPool()::getResource).limit(4).toList();
      all.forEach(Connection::close);
      raw.call("CLIENT", "KILL", "TYPE", "normal");

      List<CompletionStage<Boolean>> writes =
          Stream.generate(() -> commands.set("k", new byte[1], SetOptions.always()))
              .limit(4)
              .toList();

      assertThat(writes.get(0)).isCompletedExceptionally();
      assertThat(writes.subList(1, 4))
          .allSatisfy(each -> assertThat(each).isCompletedWithValue(true));
    }
  }

  /** Where Jedis does not show its pool, an interrupt ends the wait for a connection. */
  @Test
  @SuppressWarnings("deprecation") // no other client hides its pool
  void P19_aThreadThatGotNoConnectionIsNotInterruptedAfterwards() {
    try (PooledConnectionProvider connections =
            new PooledConnectionProvider(address(), config(TIMEOUT), size(1));
        UnifiedJedis client = new UnifiedJedis(connections, 1, TIMEOUT)) {
      RedisCommands commands = JedisCommands.of(client, TIMEOUT);
      Connection held = connections.getConnection();

      assertThat(call(commands).failure()).isInstanceOf(RedisUnreachableException.class);

      assertThat(Thread.interrupted()).isFalse();
      held.close();
      assertThat(commands.get("k")).isCompletedWithValue(Optional.empty());
    }
  }

  /** What became of one call. */
  private record Call(@Nullable Throwable failure, Duration took) {

    boolean isAnswered() {
      return failure == null;
    }
  }

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
    return new Call(
        failure == null ? null : StageFailure.cause(failure),
        Duration.ofNanos(System.nanoTime() - start));
  }

  private RedisClient client(Consumer<ConnectionPoolConfig> more) {
    return client(TIMEOUT, more);
  }

  private RedisClient client(Duration timeout, Consumer<ConnectionPoolConfig> more) {
    ConnectionPoolConfig pool = size(SIZE);
    more.accept(pool);
    return RedisClient.builder()
        .hostAndPort(address())
        .clientConfig(config(timeout))
        .poolConfig(pool)
        .build();
  }

  private HostAndPort address() {
    return new HostAndPort(proxy.uri().getHost(), proxy.uri().getPort());
  }

  private static JedisClientConfig config(Duration timeout) {
    return DefaultJedisClientConfig.builder().timeoutMillis((int) timeout.toMillis()).build();
  }

  private static ConnectionPoolConfig size(int connections) {
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(connections);
    return pool;
  }
}
