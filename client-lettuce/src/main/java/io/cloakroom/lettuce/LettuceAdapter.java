package io.cloakroom.lettuce;

import io.cloakroom.redis.RedisClientAdapter;
import io.cloakroom.redis.RedisCommands;
import io.lettuce.core.RedisClient;
import io.lettuce.core.cluster.RedisClusterClient;
import java.util.List;
import java.util.concurrent.Executor;

/** Finds Lettuce clients for integrations. */
public final class LettuceAdapter implements RedisClientAdapter {

  /** For {@link java.util.ServiceLoader}. */
  public LettuceAdapter() {}

  @Override
  public List<Class<?>> clientTypes() {
    return List.of(RedisClient.class, RedisClusterClient.class);
  }

  @Override
  public String example() {
    return "LettuceCommands.of(client)";
  }

  @Override
  public RedisCommands adapt(Object client, Executor blocking) {
    return client instanceof RedisClusterClient cluster
        ? LettuceCommands.of(cluster)
        : LettuceCommands.of((RedisClient) client);
  }
}
