package io.cloakroom.jedis;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.HandedInClient;
import io.cloakroom.tck.RedisCommandsTck;
import java.net.URI;
import java.util.Optional;
import redis.clients.jedis.util.PrefixedKeyArgumentPreProcessor;

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
    var preProcessor = new PrefixedKeyArgumentPreProcessor(prefix);
    return Optional.of(
        clients.commands(
            clients.open(redis, config -> config.commandKeyArgumentPreProcessor(preProcessor))));
  }

  @Override
  protected Optional<HandedInClient> handIn(URI redis) {
    var client = clients.open(redis, config -> {});
    return Optional.of(
        new HandedInClient(
            JedisCommands.of(client), () -> client.ping().equals("PONG"), client::close));
  }
}
