package io.cloakroom.jedis;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.servers.RedisServers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;

/** What becomes of calls where connections have died: with a pool that tests them, and without. */
class LostConnectionsTest extends PoolFixture {

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
}
