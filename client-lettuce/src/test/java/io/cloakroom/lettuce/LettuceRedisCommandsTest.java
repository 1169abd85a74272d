package io.cloakroom.lettuce;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.Capability;
import io.cloakroom.tck.HandedInClient;
import io.cloakroom.tck.RedisCommandsTck;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

class LettuceRedisCommandsTest extends RedisCommandsTck {

  private final KitClients clients = new KitClients(timeout());

  @Override
  protected RedisCommands connect(URI redis) {
    return clients.commands(redis, LettuceCommands::of);
  }

  @Override
  protected Set<Capability> notClaimed() {
    return Set.of(Capability.REFUSED_LOG_IN);
  }

  @Override
  protected void disconnect(RedisCommands commands) {
    clients.close(commands);
  }

  @Override
  protected Optional<RedisCommands> connectWithPrefix(URI redis, String prefix) {
    PrefixCodec codec = new PrefixCodec(prefix);
    return Optional.of(
        clients.commands(redis, client -> LettuceCommands.of(client.connect(codec))));
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
