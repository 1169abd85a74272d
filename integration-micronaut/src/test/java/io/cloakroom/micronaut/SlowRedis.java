package io.cloakroom.micronaut;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.tck.ForwardingRedisCommands;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A Redis whose answers to reads arrive on a thread of the client's own, when they are let. */
final class SlowRedis extends ForwardingRedisCommands implements AutoCloseable {

  static final String THREAD = "redis-client";

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(work -> new Thread(work, THREAD));
  private volatile CompletableFuture<Void> released = CompletableFuture.completedFuture(null);

  SlowRedis() {
    super(InMemoryRedisCommands.create());
  }

  void hold() {
    released = new CompletableFuture<>();
  }

  void release() {
    released.complete(null);
  }

  void goAway() {
    released = CompletableFuture.failedFuture(new RedisUnreachableException("away", null));
  }

  @Override
  public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
    return released
        .thenApplyAsync(nothing -> key, thread)
        .thenCompose(due -> super.getAndExpire(due, ttl));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
