package io.cloakroom.tck.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Spoils a client, so that a test can see that it would notice. */
final class FaultyClients {

  /** So that some sessions have one, and others none. */
  private static final int READS_PER_MIX_UP = 30;

  private FaultyClients() {}

  /** Writes without comparing, and now and then reads another session. */
  static RedisCommands of(RedisCommands sound) {
    AtomicReference<Optional<byte[]>> last = new AtomicReference<>(Optional.empty());
    AtomicInteger reads = new AtomicInteger();
    return new ForwardingRedisCommands(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return super.get(key)
            .thenApply(
                value -> {
                  Optional<byte[]> before = last.getAndSet(value);
                  return reads.incrementAndGet() % READS_PER_MIX_UP == 0 ? before : value;
                });
      }

      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        if (script != RedisScript.COMPARE_AND_SET) {
          return super.eval(script, keys, arguments);
        }
        SetOptions hour = SetOptions.always().expiringAfter(Duration.ofHours(1));
        return set(keys.get(0), arguments.get(1), hour)
            .thenCompose(written -> CompletableFuture.completedStage(List.of("1".getBytes(UTF_8))));
      }
    };
  }
}
