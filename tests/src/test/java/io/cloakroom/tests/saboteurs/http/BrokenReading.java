package io.cloakroom.tests.saboteurs.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A port that takes offence at what it reads. */
final class BrokenReading {

  private BrokenReading() {}

  static RedisCommands failsOnNoise(RedisCommands sound) {
    return new ForwardingRedisCommands(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
        return super.getAndExpire(key, ttl)
            .thenCompose(
                found ->
                    found.isPresent() && !new String(found.get(), UTF_8).contains("\"path\"")
                        ? CompletableFuture.failedStage(
                            new RedisRefusedException("ERR no session", null))
                        : CompletableFuture.completedStage(found));
      }
    };
  }
}
