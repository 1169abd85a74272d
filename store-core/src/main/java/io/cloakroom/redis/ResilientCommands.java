package io.cloakroom.redis;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A port that does not ask a Redis that does not answer; {@link Resilience} says how. */
final class ResilientCommands implements RedisCommands {

  private final RedisCommands commands;
  private final CommandGuard guard;
  private final CommandRetries retries;

  ResilientCommands(RedisCommands commands, Resilience.Builder options) {
    this.commands = commands;
    this.guard = new CommandGuard(options, System::nanoTime);
    this.retries = new CommandRetries(options, guard, System::nanoTime);
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
    return retries.run(() -> commands.multiGet(keys));
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
    return script.isRepeatable()
        ? retries.run(() -> commands.eval(script, keys, arguments))
        : guard.run(() -> commands.eval(script, keys, arguments));
  }
}
