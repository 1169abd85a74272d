package io.cloakroom.jedis;

import io.cloakroom.redis.RedisClientAdapter;
import io.cloakroom.redis.RedisCommands;
import java.util.List;
import java.util.concurrent.Executor;
import redis.clients.jedis.UnifiedJedis;

/** Finds Jedis clients for integrations. */
public final class JedisAdapter implements RedisClientAdapter {

  /** For {@link java.util.ServiceLoader}. */
  public JedisAdapter() {}

  @Override
  public List<Class<?>> clientTypes() {
    return List.of(UnifiedJedis.class);
  }

  @Override
  public String example() {
    return "JedisCommands.of(client)";
  }

  @Override
  public RedisCommands adapt(Object client, Executor blocking) {
    return JedisCommands.of((UnifiedJedis) client, blocking);
  }
}
