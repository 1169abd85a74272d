package io.cloakroom.tck.store.fault;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A port whose calls wait until they are let go on, as with a Redis that is slow. */
public final class StalledPort extends ForwardingRedisCommands {

  private volatile CompletableFuture<Boolean> gate = CompletableFuture.completedFuture(true);

  public StalledPort(RedisCommands commands) {
    super(commands);
  }

  public void stall() {
    gate = new CompletableFuture<>();
  }

  public void goOn() {
    gate.complete(true);
  }

  @Override
  public CompletionStage<Optional<byte[]>> get(String key) {
    return gate.thenCompose(open -> super.get(key));
  }

  @Override
  public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
    return gate.thenCompose(open -> super.getAndExpire(key, ttl));
  }

  @Override
  public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
    return gate.thenCompose(open -> super.multiGet(keys));
  }

  @Override
  public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
    return gate.thenCompose(open -> super.set(key, value, options));
  }

  @Override
  public CompletionStage<List<byte[]>> eval(
      RedisScript script, List<String> keys, List<byte[]> arguments) {
    return gate.thenCompose(open -> super.eval(script, keys, arguments));
  }

  @Override
  public CompletionStage<Boolean> expire(String key, Duration ttl) {
    return gate.thenCompose(open -> super.expire(key, ttl));
  }
}
