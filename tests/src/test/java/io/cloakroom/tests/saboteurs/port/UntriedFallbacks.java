package io.cloakroom.tests.saboteurs.port;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.redis.adapter.Fallback;
import io.cloakroom.redis.adapter.KeyText;
import io.cloakroom.redis.adapter.ScanPattern;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.reference.RespRedisCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Ports that do not look whether the command failed by which they go on. */
final class UntriedFallbacks {

  private UntriedFallbacks() {}

  static RedisCommands takesAFailedSecondReadForMissing(RedisCommands sound, RespClient client) {
    return new WithoutGetex(sound, client) {
      @Override
      CompletionStage<Optional<byte[]>> second(String key, Duration ttl) {
        return orElse(Optional.empty(), sound.getAndExpire(key, ttl));
      }
    };
  }

  /** The value is there; that it was not kept longer is not said. */
  static RedisCommands readsWithoutProlonging(RedisCommands sound, RespClient client) {
    return new WithoutGetex(sound, client) {
      @Override
      CompletionStage<Optional<byte[]>> second(String key, Duration ttl) {
        return sound
            .get(key)
            .thenCombine(orElse(false, sound.expire(key, ttl)), (value, moved) -> value);
      }
    };
  }

  static RedisCommands takesAFailedSourceForNoAnswer(RedisCommands sound, RespClient client) {
    return new SendingPort(sound, client) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return Fallback.whenRefused(
            send(client, words("EVALSHA", script.sha1(), keys, arguments)).thenApply(this::list),
            RedisRefusedException::isUnknownScript,
            () -> orElse(List.of(), sound.eval(script, keys, arguments)));
      }

      private Object[] words(
          String command, String script, List<String> keys, List<byte[]> arguments) {
        List<Object> words = new ArrayList<>(List.of(command, script, keys.size()));
        keys.forEach(key -> words.add(client.prefix() + KeyText.checked(key)));
        words.addAll(arguments);
        return words.toArray();
      }

      private List<byte[]> list(Object reply) {
        return ((List<?>) reply).stream().map(byte[].class::cast).toList();
      }
    };
  }

  static RedisCommands takesAFailedComparisonForMissing(RedisCommands sound, RespClient client) {
    return new SendingPort(sound, client) {
      @Override
      public CompletionStage<CompareAndSet.Outcome> compareAndSet(
          String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
        return orElse(new CompareAndSet.Missing(), sound.compareAndSet(key, expected, value, ttl));
      }
    };
  }

  static RedisCommands endsAScanThatFailsWithoutTypes(RedisCommands sound, RespClient client) {
    return new SendingPort(sound, client) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        String from = cursor instanceof RespRedisCommands.At at ? at.cursor() : "0";
        String pattern = ScanPattern.startingWith(client.prefix() + KeyText.checked(prefix));
        return Fallback.whenRefused(
            send(client, "SCAN", from, "MATCH", pattern, "COUNT", count, "TYPE", "string")
                .thenApply(this::page),
            RedisRefusedException::isAboutCommand,
            () ->
                orElse(
                    new ScanPage(List.of(), Optional.empty()), sound.scan(prefix, cursor, count)));
      }
    };
  }

  private static <T> CompletionStage<T> orElse(T instead, CompletionStage<T> answer) {
    return answer.exceptionally(failure -> instead);
  }

  /** Goes on by a second way, where the server refuses GETEX. */
  private abstract static class WithoutGetex extends SendingPort {

    WithoutGetex(RedisCommands sound, RespClient client) {
      super(sound, client);
    }

    abstract CompletionStage<Optional<byte[]>> second(String key, Duration ttl);

    @Override
    public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
      long millis = TimeToLive.toMillis(ttl);
      return Fallback.whenRefused(
          send(client, "GETEX", client.prefix() + KeyText.checked(key), "PX", millis)
              .thenApply(value -> Optional.ofNullable((byte[]) value)),
          RedisRefusedException::isAboutCommand,
          () -> second(key, ttl));
    }
  }
}
