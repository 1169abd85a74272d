package io.cloakroom.redisson;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.port.HandedInClient;
import io.cloakroom.tck.port.RedisCommandsTck;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.redisson.api.redisnode.RedisNodes;

class RedissonRedisCommandsTest extends RedisCommandsTck {

  private final KitClients clients = new KitClients(timeout());

  @Override
  protected RedisCommands connect(URI redis) {
    return clients.commands(clients.open(redis));
  }

  @Override
  protected void disconnect(RedisCommands commands) {
    clients.close(commands);
  }

  @Override
  protected Optional<RedisCommands> connectWithPrefix(URI redis, String prefix) {
    return Optional.of(clients.commands(clients.open(redis, prefix)));
  }

  @Override
  protected Optional<RedisCommands> connectToDatabase(URI redis, int database) {
    return Optional.of(clients.commands(clients.openDatabase(redis, database)));
  }

  @Override
  protected List<RedisCommands> connectWithTimeout(URI redis, Duration timeout) {
    return List.of(clients.commands(clients.open(redis), timeout));
  }

  @Override
  protected Optional<HandedInClient> handIn(URI redis) {
    var client = clients.open(redis);
    return Optional.of(
        new HandedInClient(
            RedissonCommands.of(client),
            () -> client.getRedisNodes(RedisNodes.SINGLE).pingAll(),
            () -> KitClients.shutDown(client)));
  }

  @Override
  protected Set<Capability> notClaimed() {
    return KitClients.lacks();
  }
}
