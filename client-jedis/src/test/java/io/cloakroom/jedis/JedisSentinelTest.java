package io.cloakroom.jedis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.SetOptions;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisSentinelClient;
import redis.embedded.RedisServer;

class JedisSentinelTest {

  private final Servers servers = new Servers();

  @AfterEach
  void stop() {
    servers.close();
  }

  @Test
  void P22_aFailoverInTheMiddleOfAScanIsUnreachable() {
    RedisServer master = servers.start();
    HostAndPort first = Servers.address(master);
    RedisServer replica = servers.start("replicaof " + first.getHost() + " " + first.getPort());
    HostAndPort sentinel = servers.startSentinel(master, replica);

    try (RedisSentinelClient client =
            RedisSentinelClient.builder().masterName("main").sentinels(Set.of(sentinel)).build();
        Jedis admin = new Jedis(sentinel)) {
      RedisCommands commands = JedisCommands.of(client);
      for (int i = 0; i < 100; i++) {
        await(commands.set("sess:" + i, new byte[0], SetOptions.always()));
      }
      ScanCursor next = await(commands.scan("sess:", ScanCursor.START, 10)).next().orElseThrow();
      ScanCursor after = await(commands.scan("sess:", next, 10)).next().orElseThrow();

      admin.sentinelFailover("main");
      Servers.await(() -> client.getCurrentMaster().equals(Servers.address(replica)));

      assertThatThrownBy(() -> await(commands.scan("sess:", after, 10)))
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(RedisUnreachableException.class)
          .hasMessageContaining(first.toString());
      assertThat(await(commands.scan("sess:", ScanCursor.START, 10)).next()).isPresent();
    }
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
