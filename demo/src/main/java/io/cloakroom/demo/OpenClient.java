package io.cloakroom.demo;

import io.cloakroom.jedis.JedisCommands;
import io.cloakroom.lettuce.LettuceCommands;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.redisson.RedissonCommands;
import io.lettuce.core.RedisURI;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.config.Config;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * A Redis client, and the port over it.
 *
 * @param commands the port
 * @param closing closes the client
 */
record OpenClient(RedisCommands commands, Closeable closing) implements Closeable {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** A stand-in for Redis, which forgets everything when it is closed. */
  static OpenClient inMemory() {
    return new OpenClient(InMemoryRedisCommands.create(), () -> {});
  }

  /**
   * Connects to a server, and asks it something.
   *
   * @throws DemoException if it does not answer, or not well
   */
  static OpenClient connect(ClientChoice choice, URI redis) throws IOException {
    try {
      OpenClient client =
          switch (choice) {
            case LETTUCE -> lettuce(redis);
            case JEDIS -> jedis(redis);
            case REDISSON -> redisson(redis);
            case MOCK -> throw new IllegalArgumentException("The mock connects to nothing");
          };
      try {
        client.commands().timeToLive("cloakroom-demo").toCompletableFuture().join();
        return client;
      } catch (CompletionException e) {
        client.close();
        throw unusable(redis, StageFailure.cause(e));
      }
    } catch (RedisException | RedisCommandException e) {
      throw unusable(redis, e);
    }
  }

  private static DemoException unusable(URI redis, Throwable failure) {
    return new DemoException(
        "The Redis at " + redis.getHost() + " can't be used: " + failure.getMessage(), failure);
  }

  private static OpenClient jedis(URI redis) {
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxWait(TIMEOUT);
    pool.setTestOnBorrow(true);
    RedisClient client =
        RedisClient.builder()
            .hostAndPort(JedisURIHelper.getHostAndPort(redis))
            .clientConfig(
                DefaultJedisClientConfig.builder(redis)
                    .timeoutMillis((int) TIMEOUT.toMillis())
                    .build())
            .poolConfig(pool)
            .build();
    return new OpenClient(JedisCommands.of(client), client::close);
  }

  private static OpenClient lettuce(URI redis) {
    RedisURI uri = RedisURI.create(redis);
    uri.setTimeout(TIMEOUT);
    io.lettuce.core.RedisClient client = io.lettuce.core.RedisClient.create(uri);

    try {
      LettuceCommands commands = LettuceCommands.of(client);
      return new OpenClient(
          commands,
          () -> {
            commands.close();
            client.shutdown(Duration.ZERO, TIMEOUT);
          });
    } catch (RuntimeException e) {
      client.shutdown(Duration.ZERO, TIMEOUT);
      throw e;
    }
  }

  private static OpenClient redisson(URI redis) {
    Config config = new Config();
    config
        .useSingleServer()
        .setAddress(redis.toString())
        .setConnectionMinimumIdleSize(1)
        .setTimeout((int) TIMEOUT.toMillis());
    RedissonClient client = Redisson.create(config);
    return new OpenClient(
        RedissonCommands.of(client), () -> client.shutdown(0, 2, TimeUnit.SECONDS));
  }

  @Override
  public void close() throws IOException {
    closing.close();
  }
}
