package io.cloakroom.tests.saboteurs.port;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** A port with a cache, from which its own writes remove what they change. */
class CachingPort<T> extends ForwardingPort {

  final Map<String, T> cache = new ConcurrentHashMap<>();

  CachingPort(RedisCommands sound) {
    super(sound);
  }

  @Override
  public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
    cache.remove(key);
    return super.set(key, value, options);
  }

  @Override
  public CompletionStage<Long> delete(Collection<String> keys) {
    keys.forEach(cache::remove);
    return super.delete(keys);
  }
}
