package io.cloakroom.lettuce;

import io.cloakroom.redis.RedisCommands;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The clients that the kit has opened, each to be shut down along with the port over it. */
final class KitClients {

  private final Duration timeout;
  private final Map<RedisCommands, RedisClient> open = new HashMap<>();

  KitClients(Duration timeout) {
    this.timeout = timeout;
  }

  RedisClient open(URI redis) {
    RedisURI address = RedisURI.create(redis);
    address.setTimeout(timeout);
    return RedisClient.create(address);
  }

  RedisCommands commands(URI redis, Function<RedisClient, LettuceCommands> adapter) {
    RedisClient client = open(redis);
    RedisCommands commands = adapter.apply(client);
    open.put(commands, client);
    return commands;
  }

  void close(RedisCommands commands) {
    shutDown(open.remove(commands));
  }

  static void shutDown(RedisClient client) {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
  }
}
