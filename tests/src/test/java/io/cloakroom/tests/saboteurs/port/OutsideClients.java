package io.cloakroom.tests.saboteurs.port;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.redis.adapter.KeyText;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Ports with faults that somebody invented who had not read the kit, and that it missed then. */
final class OutsideClients {

  private OutsideClients() {}

  /** The carriage return behind a value is the last byte of a buffer. */
  static RedisCommands misreadsAReplyThatFillsItsBuffer(RedisCommands sound) {
    return new ForwardingPort(sound) {
      private CompletionStage<Optional<byte[]>> read(CompletionStage<Optional<byte[]>> reply) {
        return reply.thenCompose(
            value ->
                value.isPresent() && endsAtTheEdge(value.get().length)
                    ? CompletableFuture.failedStage(
                        new RedisUnreachableException("No end", new IOException("No end")))
                    : done(value));
      }

      private boolean endsAtTheEdge(int length) {
        return (1 + Integer.toString(length).length() + 2 + length) % 8192 == 8191;
      }

      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return read(sound.get(key));
      }

      @Override
      public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
        return read(sound.getAndExpire(key, ttl));
      }
    };
  }

  @SuppressWarnings("ModifiedButNotUsed") // that is the fault
  static RedisCommands keepsEveryValue(RedisCommands sound) {
    Map<String, byte[]> last = new ConcurrentHashMap<>();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        last.put(key, value.clone());
        return sound.set(key, value, options);
      }
    };
  }

  /** Before the first call that is answered again. */
  @SuppressWarnings("ArrayRecordComponent") // records are not compared
  static RedisCommands sendsFailedWritesLater(RedisCommands sound) {
    record Kept(String key, byte[] value, SetOptions options) {}
    Queue<Kept> failed = new ConcurrentLinkedQueue<>();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        byte[] copy = value.clone();
        return sound
            .set(key, value, options)
            .whenComplete(
                (done, failure) -> {
                  if (failure != null
                      && StageFailure.cause(failure) instanceof RedisUnreachableException) {
                    failed.add(new Kept(key, copy, options));
                  }
                });
      }

      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return sound
            .get(key)
            .thenApply(
                value -> {
                  for (Kept each = failed.poll(); each != null; each = failed.poll()) {
                    StageFailure.join(sound.set(each.key, each.value, each.options));
                  }
                  return value;
                });
      }
    };
  }

  /** Each thread has one request, which is read when a connection is free. */
  @SuppressWarnings("ThreadLocalUsage") // each port has its own
  static RedisCommands sendsTheLastKeyOfAThread(RedisCommands sound) {
    ThreadLocal<AtomicReference<String>> requests = ThreadLocal.withInitial(AtomicReference::new);
    Executor free = CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        KeyText.checked(key);
        AtomicReference<String> request = requests.get();
        request.set(key);
        return CompletableFuture.supplyAsync(() -> now(sound.get(request.get())), free);
      }
    };
  }
}
