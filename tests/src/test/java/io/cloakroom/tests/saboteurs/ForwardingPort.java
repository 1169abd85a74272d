package io.cloakroom.tests.saboteurs;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.CompareAndSet.Outcome;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.redis.adapter.Fallback;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A port that does as another does, for saboteurs to change one thing of. Comparisons go through
 * {@link #eval}, so that a saboteur of scripts reaches them, unless the other refuses scripts.
 */
public class ForwardingPort implements RedisCommands {

  protected final RedisCommands sound;

  public ForwardingPort(RedisCommands sound) {
    this.sound = sound;
  }

  /** What a stage of the sound port answers; it is always complete. */
  public static <T> T now(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  public static <T> CompletionStage<T> done(T answer) {
    return CompletableFuture.completedFuture(answer);
  }

  /** Whatever is done, through one door, for saboteurs that break everything alike. */
  public <T> CompletionStage<T> through(CompletionStage<T> stage) {
    return stage;
  }

  @Override
  public byte[] keyOnServer(String key) {
    return sound.keyOnServer(key);
  }

  @Override
  public boolean isOnReceivingThread() {
    return sound.isOnReceivingThread();
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

  @Override
  public CompletionStage<Outcome> compareAndSet(
      String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
    return Fallback.whenRefused(
        CompareAndSet.run(this, key, expected, value, ttl),
        RedisRefusedException::isAboutScripts,
        () -> through(sound.compareAndSet(key, expected, value, ttl)));
  }

  @Override
  public CompletionStage<Outcome> compareAndDelete(String key, byte[] expected) {
    return Fallback.whenRefused(
        CompareAndSet.delete(this, key, expected),
        RedisRefusedException::isAboutScripts,
        () -> through(sound.compareAndDelete(key, expected)));
  }
}
