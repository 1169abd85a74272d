package io.cloakroom.lettuce;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.port.HandedInClient;
import io.cloakroom.tck.port.RedisCommandsTck;
import io.lettuce.core.LettuceVersion;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

class LettuceRedisCommandsTest extends RedisCommandsTck {

  private final KitClients clients = new KitClients(timeout());

  @Override
  protected RedisCommands connect(URI redis) {
    return clients.commands(redis, client -> LettuceCommands.of(client, timeout()));
  }

  /** Lettuce 6.3 does not connect where a server from 7.2 on refuses its CLIENT SETINFO. */
  @Override
  protected List<String> rightsOfItsOwn() {
    return LettuceVersion.getVersion().startsWith("6.3.") ? List.of("+client") : List.of();
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

  @Override
  protected Optional<RedisCommands> connectToDatabase(URI redis, int database) {
    return Optional.of(connect(URI.create(redis + "/" + database)));
  }

  @Override
  protected List<RedisCommands> connectWithTimeout(URI redis, Duration timeout) {
    RedisCodec<String, byte[]> codec = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
    return List.of(
        clients.commands(redis, timeout, client -> LettuceCommands.of(client, timeout)),
        clients.commands(
            redis, timeout, client -> LettuceCommands.of(client.connect(codec), codec, timeout)));
  }

  @Override
  protected Optional<HandedInClient> handIn(URI redis) {
    var client = clients.open(redis);
    return Optional.of(
        new HandedInClient(
            LettuceCommands.of(client),
            () -> client.connect().sync().ping().equals("PONG"),
            () -> KitClients.shutDown(client)));
  }
}
