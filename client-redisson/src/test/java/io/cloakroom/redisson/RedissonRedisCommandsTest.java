package io.cloakroom.redisson;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.HandedInClient;
import io.cloakroom.tck.RedisCommandsTck;
import java.net.URI;
import java.util.Optional;
import org.redisson.api.redisnode.RedisNodes;
import org.redisson.config.NameMapper;

class RedissonRedisCommandsTest extends RedisCommandsTck {

  private final KitClients clients = new KitClients(timeout());

  @Override
  protected RedisCommands connect(URI redis) {
    return clients.commands(clients.open(redis, NameMapper.direct()));
  }

  @Override
  protected void disconnect(RedisCommands commands) {
    clients.close(commands);
  }

  @Override
  protected Optional<RedisCommands> connectWithPrefix(URI redis, String prefix) {
    return Optional.of(clients.commands(clients.open(redis, new Prefixing(prefix))));
  }

  @Override
  protected Optional<HandedInClient> handIn(URI redis) {
    var client = clients.open(redis, NameMapper.direct());
    return Optional.of(
        new HandedInClient(
            RedissonCommands.of(client),
            () -> client.getRedisNodes(RedisNodes.SINGLE).pingAll(),
            () -> KitClients.shutDown(client)));
  }
}
