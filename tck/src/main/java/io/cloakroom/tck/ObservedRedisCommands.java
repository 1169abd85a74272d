package io.cloakroom.tck;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.TimeToLive;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Calls {@link #before} ahead of each command, then passes it on. */
abstract class ObservedRedisCommands extends ForwardingRedisCommands {

  ObservedRedisCommands(RedisCommands target) {
    super(target);
  }

  /** Is called ahead of each command that is sent. */
  abstract void before();

  @Override
  public CompletionStage<Optional<byte[]>> get(String key) {
    before();
    return super.get(key);
  }

  @Override
  public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
    before();
    return super.getAndExpire(key, ttl);
  }

  @Override
  public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
    before();
    return super.multiGet(keys);
  }

  @Override
  public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
    before();
    return super.set(key, value, options);
  }

  @Override
  public CompletionStage<Boolean> expire(String key, Duration ttl) {
    before();
    return super.expire(key, ttl);
  }

  @Override
  public CompletionStage<TimeToLive> timeToLive(String key) {
    before();
    return super.timeToLive(key);
  }

  @Override
  public CompletionStage<Long> delete(Collection<String> keys) {
    before();
    return super.delete(keys);
  }

  @Override
  public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
    before();
    return super.scan(prefix, cursor, count);
  }

  @Override
  public CompletionStage<List<byte[]>> eval(
      RedisScript script, List<String> keys, List<byte[]> arguments) {
    before();
    return super.eval(script, keys, arguments);
  }
}
