package io.cloakroom.jedis;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.port.HandedInClient;
import io.cloakroom.tck.port.RedisCommandsTck;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;

class JedisRedisCommandsTest extends RedisCommandsTck {

  private final KitClients clients = new KitClients(timeout());

  @Override
  protected RedisCommands connect(URI redis) {
    return clients.commands(clients.open(redis, config -> {}));
  }

  @Override
  protected void disconnect(RedisCommands commands) {
    clients.close(commands);
  }

  @Override
  protected Optional<RedisCommands> connectWithPrefix(URI redis, String prefix) {
    return clients.prefixing(clients.open(redis, config -> {}), prefix);
  }

  @Override
  protected Optional<RedisCommands> connectToDatabase(URI redis, int database) {
    return Optional.of(clients.commands(clients.open(redis, config -> config.database(database))));
  }

  @Override
  protected List<RedisCommands> connectWithTimeout(URI redis, Duration timeout) {
    return List.of(
        clients.commands(clients.open(redis, config -> {}), timeout, Runnable::run),
        clients.commands(clients.open(redis, config -> {}), timeout, ForkJoinPool.commonPool()));
  }

  @Override
  protected Optional<HandedInClient> handIn(URI redis) {
    var client = clients.open(redis, config -> {});
    return Optional.of(
        new HandedInClient(
            JedisCommands.of(client, timeout()), () -> client.get("none") == null, client::close));
  }
}
