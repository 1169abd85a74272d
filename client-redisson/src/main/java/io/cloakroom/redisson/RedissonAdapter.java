package io.cloakroom.redisson;

import io.cloakroom.redis.RedisClientAdapter;
import io.cloakroom.redis.RedisCommands;
import java.util.List;
import java.util.concurrent.Executor;
import org.redisson.api.RedissonClient;

/** Finds Redisson clients for integrations. */
public final class RedissonAdapter implements RedisClientAdapter {

  /** For {@link java.util.ServiceLoader}. */
  public RedissonAdapter() {}

  @Override
  public List<Class<?>> clientTypes() {
    return List.of(RedissonClient.class);
  }

  @Override
  public String example() {
    return "RedissonCommands.of(client)";
  }

  @Override
  public RedisCommands adapt(Object client, Executor blocking) {
    return RedissonCommands.of((RedissonClient) client);
  }
}
