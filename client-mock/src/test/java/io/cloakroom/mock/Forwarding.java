package io.cloakroom.mock;

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A port that does as another does, for saboteurs to change one thing of. */
class Forwarding implements RedisCommands {

  final RedisCommands sound;

  Forwarding(RedisCommands sound) {
    this.sound = sound;
  }

  /** What a stage of the sound port answers; it is always complete. */
  static <T> T now(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  static <T> CompletionStage<T> done(T answer) {
    return CompletableFuture.completedFuture(answer);
  }

  /** Whatever is done, through one door, for saboteurs that break everything alike. */
  <T> CompletionStage<T> through(CompletionStage<T> stage) {
    return stage;
  }

  @Override
  public CompletionStage<Optional<byte[]>> get(String key) {
    return through(sound.get(key));
  }

  @Override
  public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
    return through(sound.getAndExpire(key, ttl));
  }

  @Override
  public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
    return through(sound.multiGet(keys));
  }

  @Override
  public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
    return through(sound.set(key, value, options));
  }

  @Override
  public CompletionStage<Boolean> expire(String key, Duration ttl) {
    return through(sound.expire(key, ttl));
  }

  @Override
  public CompletionStage<TimeToLive> timeToLive(String key) {
    return through(sound.timeToLive(key));
  }

  @Override
  public CompletionStage<Long> delete(Collection<String> keys) {
    return through(sound.delete(keys));
  }

  @Override
  public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
    return through(sound.scan(prefix, cursor, count));
  }

  @Override
  public CompletionStage<List<byte[]>> eval(
      RedisScript script, List<String> keys, List<byte[]> arguments) {
    return through(sound.eval(script, keys, arguments));
  }
}
