package io.cloakroom.jedis;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.RedisSentinelTck;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import redis.clients.jedis.util.PrefixedKeyArgumentPreProcessor;

@Tag("topology")
class JedisSentinelTest extends RedisSentinelTck {

  private final KitClients clients = new KitClients(timeout());

  @Override
  protected RedisCommands connect(URI redis) {
    return clients.commands(clients.openSentinels(topology().sentinelUris(), config -> {}));
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
            clients.openSentinels(
                topology().sentinelUris(),
                config -> config.commandKeyArgumentPreProcessor(preProcessor))));
  }
}
