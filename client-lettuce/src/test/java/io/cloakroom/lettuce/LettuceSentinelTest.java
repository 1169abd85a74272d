package io.cloakroom.lettuce;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.port.RedisSentinelTck;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Tag;

@Tag("topology")
class LettuceSentinelTest extends RedisSentinelTck {

  private final KitClients clients = new KitClients(timeout());

  @Override
  protected RedisCommands connect(URI redis) {
    return clients.commands(redis, client -> LettuceCommands.of(client, timeout()));
  }

  @Override
  protected void disconnect(RedisCommands commands) {
    clients.close(commands);
  }

  @Override
  protected Optional<RedisCommands> connectWithPrefix(URI redis, String prefix) {
    PrefixCodec codec = new PrefixCodec(prefix);
    return Optional.of(
        clients.commands(
            redis, client -> LettuceCommands.of(client.connect(codec), codec, timeout())));
  }
}
