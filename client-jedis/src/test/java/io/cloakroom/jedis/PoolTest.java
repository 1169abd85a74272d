package io.cloakroom.jedis;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.THROWABLE;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.tck.servers.Await;
import io.cloakroom.tck.servers.RedisCluster;
import io.cloakroom.tck.servers.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Connection;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** Whom a pool of two connections keeps waiting, and for how long. */
class PoolTest extends PoolFixture {

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

  @Test
  void P24_anInterruptedCallThatHasToConnectEndsWithItsTimeoutAndStaysInterrupted() {
    Duration clients = Duration.ofSeconds(20);
    try (RedisClient client = client(clients, pool -> {})) {
      RedisCommands commands = JedisCommands.of(client, TIMEOUT);
      proxy.stall();
      long start = System.nanoTime();
      Thread.currentThread().interrupt();

      assertThat(commands.get("k")).isCompletedExceptionally();

      assertThat(Thread.interrupted()).isTrue();
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

  /** One is in use, so that the pool is not empty; the next caller opens another. */
  @Test
  void P19_aCallThatOpensAFurtherConnectionEndsWithItsTimeoutNotWithTheClients() {
    Duration clients = Duration.ofSeconds(20);
    try (RedisClient client = client(clients, pool -> {})) {
      RedisCommands commands = JedisCommands.of(client, TIMEOUT);
      assertThat(commands.get("k")).isCompletedWithValue(Optional.empty());
      Connection held = client.getPool().getResource();
      proxy.stall();

      Call call = call(commands);

      assertThat(call.failure()).isNotNull();
      assertThat(call.took()).isLessThan(clients.dividedBy(2));
      held.close();
    }
  }

  /** The application has commands of its own, which may take longer. */
  @ParameterizedTest
  @ValueSource(strings = {"k", "a list"})
  void P20_aCallLeavesAConnectionTheTimeoutThatItHad(String key) {
    Duration clients = Duration.ofSeconds(20);
    try (RedisClient client = client(clients, pool -> pool.setMaxTotal(1))) {
      client.del("a list");
      client.lpush("a list", "of the application");
      RedisCommands commands = JedisCommands.of(client, TIMEOUT);
      commands.get(key).exceptionally(refused -> Optional.empty()).toCompletableFuture().join();

      try (Connection connection = client.getPool().getResource()) {
        assertThat(connection.getSoTimeout()).isEqualTo(clients.toMillis());
      }
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
}
