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

/** The clients that the kit has opened, each to be closed along with the port over it. */
final class KitClients {

  private final int timeoutMillis;
  private final Duration maxWait;
  private final Map<RedisCommands, RedisClient> open = new HashMap<>();

  KitClients(Duration timeout) {
    this.timeoutMillis = (int) timeout.toMillis();
    this.maxWait = timeout;
  }

  RedisClient open(URI redis, Consumer<DefaultJedisClientConfig.Builder> settings) {
    DefaultJedisClientConfig.Builder config =
        DefaultJedisClientConfig.builder(redis).timeoutMillis(timeoutMillis);
    settings.accept(config);
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxWait(maxWait);
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
