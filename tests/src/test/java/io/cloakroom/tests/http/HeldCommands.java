package io.cloakroom.tests.http;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A port whose commands wait, before Redis is asked or before its reply arrives, or fail. */
final class HeldCommands extends ForwardingRedisCommands {

  /** Where commands wait. */
  enum At {
    REQUEST,
    REPLY
  }

  private CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);
  private At at = At.REPLY;

  HeldCommands(RedisCommands commands) {
    super(commands);
  }

  /** Holds all commands that are sent from now on. */
  void hold(At where) {
    gate = new CompletableFuture<>();
    at = where;
  }

  void goOn() {
    gate.complete(null);
  }

  /** Lets go what is held, and holds what is sent then. */
  void goOnAndHold() {
    CompletableFuture<Void> held = gate;
    hold(at);
    held.complete(null);
  }

  /** From now on all commands fail. */
  void fail(RedisCommandException outage) {
    gate = CompletableFuture.failedFuture(outage);
    at = At.REQUEST;
  }

  void recover() {
    gate = CompletableFuture.completedFuture(null);
  }

  private <T> CompletionStage<T> held(Supplier<CompletionStage<T>> command) {
    CompletableFuture<Void> opened = gate;
    if (at == At.REQUEST) {
      return opened.thenCompose(open -> command.get());
    }
    CompletionStage<T> reply = command.get();
    return opened.thenCompose(open -> reply);
  }

  @Override
  public CompletionStage<Optional<byte[]>> get(String key) {
    return held(() -> super.get(key));
  }

  @Override
  public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
    return held(() -> super.getAndExpire(key, ttl));
  }

  @Override
  public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
    return held(() -> super.set(key, value, options));
  }

  @Override
  public CompletionStage<Boolean> expire(String key, Duration ttl) {
    return held(() -> super.expire(key, ttl));
  }

  @Override
  public CompletionStage<Long> delete(Collection<String> keys) {
    return held(() -> super.delete(keys));
  }

  @Override
  public CompletionStage<List<byte[]>> eval(
      RedisScript script, List<String> keys, List<byte[]> arguments) {
    return held(() -> super.eval(script, keys, arguments));
  }
}
