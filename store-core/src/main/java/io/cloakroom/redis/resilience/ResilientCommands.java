package io.cloakroom.redis.resilience;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.TimeToLive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A port that spares a Redis that does not answer; {@link Resilience} says how. */
final class ResilientCommands implements RedisCommands {

  private final RedisCommands commands;
  private final CommandGuard guard;
  private final CommandRetries retries;

  ResilientCommands(RedisCommands commands, Resilience.Options options, CallerContext context) {
    this.commands = commands;
    this.guard = new CommandGuard(options);
    this.retries = new CommandRetries(options, guard, context, System::nanoTime);
  }

  CircuitStatus status() {
    return guard.status();
  }

  @Override
  public byte[] keyOnServer(String key) {
    return commands.keyOnServer(key);
  }

  @Override
  public boolean isOnReceivingThread() {
    return commands.isOnReceivingThread();
  }

  @Override
  public CompletionStage<Optional<byte[]>> get(String key) {
    return retries.run(() -> commands.get(key));
  }

  @Override
  public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
    return retries.run(() -> commands.getAndExpire(key, ttl));
  }

  @Override
  public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
    List<String> all =
        new ArrayList<>(keys); // a retry comes when the caller may have changed theirs
    return retries.run(() -> commands.multiGet(all));
  }

  @Override
  public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
    return guard.run(() -> commands.set(key, value, options));
  }

  @Override
  public CompletionStage<Boolean> expire(String key, Duration ttl) {
    return retries.run(() -> commands.expire(key, ttl));
  }

  @Override
  public CompletionStage<TimeToLive> timeToLive(String key) {
    return retries.run(() -> commands.timeToLive(key));
  }

  @Override
  public CompletionStage<Long> delete(Collection<String> keys) {
    return guard.run(() -> commands.delete(keys));
  }

  @Override
  public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
    return guard.run(() -> commands.scan(prefix, cursor, count));
  }

  @Override
  public CompletionStage<List<byte[]>> eval(
      RedisScript script, List<String> keys, List<byte[]> arguments) {
    if (!script.isRepeatable()) {
      return guard.run(() -> commands.eval(script, keys, arguments));
    }
    List<String> all = new ArrayList<>(keys);
    List<byte[]> copies = arguments.stream().map(byte[]::clone).toList();
    return retries.run(() -> commands.eval(script, all, copies));
  }

  @Override
  public CompletionStage<CompareAndSet.Outcome> compareAndSet(
      String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
    return guard.run(() -> commands.compareAndSet(key, expected, value, ttl));
  }

  @Override
  public CompletionStage<CompareAndSet.Outcome> compareAndDelete(String key, byte[] expected) {
    return guard.run(() -> commands.compareAndDelete(key, expected));
  }
}
