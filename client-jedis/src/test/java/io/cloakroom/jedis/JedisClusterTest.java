package io.cloakroom.jedis;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.RedisClusterTck;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisCluster;
import redis.clients.jedis.util.PrefixedKeyArgumentPreProcessor;

@Tag("topology")
class JedisClusterTest extends RedisClusterTck {

  private final KitClients clients = new KitClients(timeout());

  @Override
  protected RedisCommands connect(URI redis) {
    return clients.commands(clients.openCluster(redis, config -> {}));
  }

  @Override
  protected void disconnect(RedisCommands commands) {
    clients.close(commands);
  }

  @Override
  protected Optional<RedisCommands> connectWithPrefix(URI redis, String prefix) {
    var preProcessor = new PrefixedKeyArgumentPreProcessor(prefix);
    return Optional.of(
        clients.commands(
            clients.openCluster(
                redis, config -> config.commandKeyArgumentPreProcessor(preProcessor))));
  }

  @Test
  @SuppressWarnings("deprecation") // what it is about
  void refusesAJedisCluster() {
    URI node = topology().uri();
    try (JedisCluster old = new JedisCluster(new HostAndPort(node.getHost(), node.getPort()))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> JedisCommands.of(old))
          .withMessageContaining("RedisClusterClient");
    }
  }
}
