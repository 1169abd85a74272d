package io.cloakroom.javalin;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A Redis whose answers all arrive on one thread, as those of an asynchronous client do. It can be
 * away, and its answers to writes can be held back.
 */
final class EventLoopRedis extends ForwardingRedisCommands implements AutoCloseable {

  final AtomicInteger reads = new AtomicInteger();
  final AtomicInteger writes = new AtomicInteger();
  volatile boolean away;
  private volatile CompletableFuture<Void> released = CompletableFuture.completedFuture(null);
  private final ExecutorService eventLoop =
      Executors.newSingleThreadExecutor(work -> new Thread(work, "redis-event-loop"));

  EventLoopRedis() {
    super(InMemoryRedisCommands.create());
  }

  /** From now on a write waits until {@link #release}. */
  void hold() {
    released = new CompletableFuture<>();
  }

  void release() {
    released.complete(null);
  }

  /** Does something on the thread on which all answers arrive. */
  void onEventLoop(Runnable work) {
    eventLoop.execute(work);
  }

  @Override
  public CompletionStage<Optional<byte[]>> get(String key) {
    return read(() -> super.get(key));
  }

  @Override
  public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
    return read(() -> super.getAndExpire(key, ttl));
  }

  @Override
  public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
    return write(() -> super.set(key, value, options));
  }

  @Override
  public CompletionStage<Long> delete(Collection<String> keys) {
    return write(() -> super.delete(keys));
  }

  @Override
  public CompletionStage<List<byte[]>> eval(
      RedisScript script, List<String> keys, List<byte[]> arguments) {
    return script == RedisScript.GET_AND_PROLONG
        ? read(() -> super.eval(script, keys, arguments))
        : write(() -> super.eval(script, keys, arguments));
  }

  private <T> CompletionStage<T> read(Supplier<CompletionStage<T>> command) {
    reads.incrementAndGet();
    return answer(CompletableFuture.completedFuture(null), command);
  }

  private <T> CompletionStage<T> write(Supplier<CompletionStage<T>> command) {
    writes.incrementAndGet();
    return answer(released, command);
  }

  private <T> CompletionStage<T> answer(
      CompletionStage<Void> after, Supplier<CompletionStage<T>> command) {
    return after
        .thenApplyAsync(nothing -> command, eventLoop)
        .thenCompose(
            due ->
                away
                    ? CompletableFuture.failedStage(
                        new RedisUnreachableException("There is no Redis now", null))
                    : due.get());
  }

  @Override
  public void close() {
    eventLoop.shutdownNow();
  }
}
