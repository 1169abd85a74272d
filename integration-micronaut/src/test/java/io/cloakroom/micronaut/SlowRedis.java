package io.cloakroom.micronaut;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A Redis whose answers to reads arrive on a thread of the client's own, when they are let. */
public final class SlowRedis extends ForwardingRedisCommands implements AutoCloseable {

  static final String THREAD = "redis-client";

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(work -> new Thread(work, THREAD));
  private volatile CompletableFuture<Void> released = CompletableFuture.completedFuture(null);

  public SlowRedis() {
    super(InMemoryRedisCommands.create());
  }

  public void hold() {
    released = new CompletableFuture<>();
  }

  public void release() {
    released.complete(null);
  }

  public void comeBack() {
    released = CompletableFuture.completedFuture(null);
  }

  public void goAway() {
    released = CompletableFuture.failedFuture(new RedisUnreachableException("away", null));
  }

  @Override
  public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
    return released
        .thenApplyAsync(nothing -> key, thread)
        .thenCompose(due -> super.getAndExpire(due, ttl));
  }

  @Override
  public CompletionStage<List<byte[]>> eval(
      RedisScript script, List<String> keys, List<byte[]> arguments) {
    return script == RedisScript.GET_AND_PROLONG
        ? released
            .thenApplyAsync(nothing -> script, thread)
            .thenCompose(due -> super.eval(due, keys, arguments))
        : super.eval(script, keys, arguments);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
