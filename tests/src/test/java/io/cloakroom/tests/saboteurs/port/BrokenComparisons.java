package io.cloakroom.tests.saboteurs.port;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.CompareAndSet.Outcome;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.servers.RawRedis.ErrorReply;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Ports that let the server compare by itself, and do it wrongly. */
final class BrokenComparisons {

  private BrokenComparisons() {}

  /** One way to replace a value wrongly. */
  private interface Replacing {
    CompletionStage<Outcome> replace(
        String key, byte[] expected, byte[] value, Optional<Duration> ttl);
  }

  static RedisCommands createsWhatItCompares(RedisCommands sound) {
    return replacing(
        sound,
        (key, expected, value, ttl) ->
            sound
                .compareAndSet(key, expected, value, ttl)
                .thenCompose(
                    outcome ->
                        outcome instanceof CompareAndSet.Missing
                            ? sound
                                .set(key, value, SetOptions.always())
                                .thenApply(written -> outcome)
                            : ForwardingPort.done(outcome)));
  }

  static RedisCommands comparesAsText(RedisCommands sound) {
    return replacing(
        sound,
        (key, expected, value, ttl) -> {
          String there = ForwardingPort.now(sound.get(key)).map(BrokenComparisons::text).orElse("");
          return there.equals(text(expected))
              ? sound.compareAndSet(
                  key, ForwardingPort.now(sound.get(key)).orElse(value), value, ttl)
              : sound.compareAndSet(key, expected, value, ttl);
        });
  }

  private static String text(byte[] value) {
    return new String(value, ISO_8859_1).replaceFirst("^0+", "").replace("\0", "");
  }

  static RedisCommands takesAConflictForMissing(RedisCommands sound) {
    return replacing(
        sound,
        (key, expected, value, ttl) ->
            sound
                .compareAndSet(key, expected, value, ttl)
                .thenApply(
                    outcome ->
                        outcome instanceof CompareAndSet.Conflict
                            ? new CompareAndSet.Missing()
                            : outcome));
  }

  static RedisCommands movesTheTtlAtAConflict(RedisCommands sound) {
    return replacing(
        sound,
        (key, expected, value, ttl) ->
            sound
                .compareAndSet(key, expected, value, ttl)
                .thenApply(
                    outcome -> {
                      if (outcome instanceof CompareAndSet.Conflict) {
                        ttl.ifPresent(moved -> ForwardingPort.now(sound.expire(key, moved)));
                      }
                      return outcome;
                    }));
  }

  static RedisCommands takesAnotherTypeForMissing(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Outcome> compareAndDelete(String key, byte[] expected) {
        return sound
            .compareAndDelete(key, expected)
            .exceptionally(wrongType -> new CompareAndSet.Missing());
      }
    };
  }

  static RedisCommands comparesWithoutATtl(RedisCommands sound) {
    return replacing(
        sound,
        (key, expected, value, ttl) -> sound.compareAndSet(key, expected, value, Optional.empty()));
  }

  static RedisCommands removesWhateverIsThere(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Outcome> compareAndDelete(String key, byte[] expected) {
        return sound
            .delete(List.of(key))
            .thenApply(
                removed -> removed > 0 ? new CompareAndSet.Applied() : new CompareAndSet.Missing());
      }
    };
  }

  static RedisCommands asksEachTimeWhetherTheServerCompares(
      RedisCommands sound, RespClient client) {
    return replacing(
        sound,
        (key, expected, value, ttl) -> {
          try {
            client.call("SET", key, value, "IFEQ", "never");
          } catch (ErrorReply old) {
            // what is to be shown is that it asks
          }
          return sound.compareAndSet(key, expected, value, ttl);
        });
  }

  private static RedisCommands replacing(RedisCommands sound, Replacing replacing) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Outcome> compareAndSet(
          String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
        return replacing.replace(key, expected, value, ttl);
      }
    };
  }
}
