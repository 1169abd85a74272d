package io.cloakroom.lettuce;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.port.RedisClusterTck;
import io.cloakroom.tck.servers.RedisServer;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("topology")
class LettuceClusterTest extends RedisClusterTck {

  private final KitClients clients = new KitClients(timeout());

  @Override
  protected RedisCommands connect(URI redis) {
    return clients.clusterCommands(redis, client -> LettuceCommands.of(client, timeout()));
  }

  @Override
  protected void disconnect(RedisCommands commands) {
    clients.close(commands);
  }

  @Override
  protected Optional<RedisCommands> connectWithPrefix(URI redis, String prefix) {
    PrefixCodec codec = new PrefixCodec(prefix);
    return Optional.of(
        clients.clusterCommands(
            redis, client -> LettuceCommands.of(client.connect(codec), codec, timeout())));
  }

  /** A replica that hangs is not asked. */
  @Test
  void P22_aConnectionThatPrefersReplicasIsAnsweredByTheMaster() {
    RedisClusterClient client = clients.openCluster(topology().uri());
    StatefulRedisClusterConnection<String, byte[]> connection =
        client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
    connection.setReadFrom(ReadFrom.REPLICA);
    RedisCommands commands = LettuceCommands.of(connection, StringCodec.UTF8);
    RedisServer replica = topology().replicaOf(topology().masterOf("key"));
    replica.pause();
    try {
      assertThat(commands.get("key")).succeedsWithin(Duration.ofSeconds(1));
      assertThat(commands.multiGet(List.of("key"))).succeedsWithin(Duration.ofSeconds(1));
      assertThat(commands.timeToLive("key")).succeedsWithin(Duration.ofSeconds(1));
    } finally {
      replica.resume();
      KitClients.shutDown(client);
      topology().heal();
    }
  }
}
