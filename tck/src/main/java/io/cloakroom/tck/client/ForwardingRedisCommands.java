package io.cloakroom.tck.client;

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

/**
 * Passes every command on to another port: the start for something that watches, delays or spoils
 * some of them. A compare-and-set goes through {@link #eval} as the script that it is on every
 * server, so that whoever overrides that sees it.
 */
public class ForwardingRedisCommands implements RedisCommands {

  private final RedisCommands target;

  /** Passes on to the given port. */
  public ForwardingRedisCommands(RedisCommands target) {
    this.target = target;
  }

  @Override
  public byte[] keyOnServer(String key) {
    return target.keyOnServer(key);
  }

  @Override
  public boolean isOnReceivingThread() {
    return target.isOnReceivingThread();
  }

  @Override
  public CompletionStage<Optional<byte[]>> get(String key) {
    return target.get(key);
  }

  @Override
  public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
    return target.getAndExpire(key, ttl);
  }

  @Override
  public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
    return target.multiGet(keys);
  }

  @Override
  public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
    return target.set(key, value, options);
  }

  @Override
  public CompletionStage<Boolean> expire(String key, Duration ttl) {
    return target.expire(key, ttl);
  }

  @Override
  public CompletionStage<TimeToLive> timeToLive(String key) {
    return target.timeToLive(key);
  }

  @Override
  public CompletionStage<Long> delete(Collection<String> keys) {
    return target.delete(keys);
  }

  @Override
  public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
    return target.scan(prefix, cursor, count);
  }

  @Override
  public CompletionStage<List<byte[]>> eval(
      RedisScript script, List<String> keys, List<byte[]> arguments) {
    return target.eval(script, keys, arguments);
  }
}
