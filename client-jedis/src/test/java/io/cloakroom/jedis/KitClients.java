package io.cloakroom.jedis;

import io.cloakroom.redis.RedisCommands;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;

/**
 * The clients that the kit has opened, each to be closed along with the port over it. A command
 * that opens a connection waits twice, for the handshake and for its own reply, so each gets half
 * of the time.
 */
final class KitClients {

  private final Duration timeout;
  private final Map<RedisCommands, RedisClient> open = new HashMap<>();

  KitClients(Duration timeout) {
    this.timeout = timeout;
  }

  RedisClient open(URI redis, Consumer<DefaultJedisClientConfig.Builder> settings) {
    DefaultJedisClientConfig.Builder config =
        DefaultJedisClientConfig.builder(redis).timeoutMillis((int) timeout.toMillis() / 2);
    settings.accept(config);
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxWait(timeout);
    return RedisClient.builder()
        .hostAndPort(redis.getHost(), redis.getPort())
        .clientConfig(config.build())
        .poolConfig(pool)
        .build();
  }

  RedisCommands commands(RedisClient client) {
    RedisCommands commands = JedisCommands.of(client);
    open.put(commands, client);
    return commands;
  }

  void close(RedisCommands commands) {
    open.remove(commands).close();
  }
}
