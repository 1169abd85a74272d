package io.cloakroom.mock;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.SetOptions.Condition;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Ports that do in two steps what is one, so that another thread can come in between. Lincheck
 * stops no thread within a method of {@code CompletableFuture}, so the second step is not taken in
 * one.
 */
final class TwoSteps {

  private TwoSteps() {}

  /** What a stage of the in-memory port answers; it is always complete. */
  static <T> T now(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private static <T> CompletionStage<T> done(T answer) {
    return CompletableFuture.completedFuture(answer);
  }

  static RedisCommands looksBeforeItSetsIfAbsent(RedisCommands sound) {
    return looksBeforeItSets(sound, Condition.IF_ABSENT, false);
  }

  static RedisCommands looksBeforeItSetsIfPresent(RedisCommands sound) {
    return looksBeforeItSets(sound, Condition.IF_PRESENT, true);
  }

  static RedisCommands looksBeforeItDeletes(RedisCommands sound) {
    return new ForwardingRedisCommands(sound) {
      @Override
      public CompletionStage<Long> delete(Collection<String> keys) {
        long there = keys.stream().filter(key -> now(sound.get(key)).isPresent()).count();
        now(sound.delete(keys));
        return done(there);
      }
    };
  }

  static RedisCommands expiresAfterItGets(RedisCommands sound) {
    return new ForwardingRedisCommands(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
        Optional<byte[]> found = now(sound.get(key));
        now(sound.expire(key, ttl));
        return done(found);
      }
    };
  }

  /** Compares with what it has read, and writes without comparing again. */
  static RedisCommands looksBeforeItCompares(RedisCommands sound) {
    return new ForwardingRedisCommands(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        String key = keys.get(0);
        RedisCommands copy = InMemoryRedisCommands.create();
        now(sound.get(key)).ifPresent(value -> now(copy.set(key, value, SetOptions.always())));
        List<byte[]> answer = now(copy.eval(script, keys, arguments));
        boolean replaces = script == RedisScript.COMPARE_AND_SET && answer.size() == 1;
        return replaces
            ? sound.set(key, arguments.get(1), SetOptions.always()).thenApply(written -> answer)
            : sound.eval(script, keys, arguments);
      }
    };
  }

  private static RedisCommands looksBeforeItSets(
      RedisCommands sound, Condition condition, boolean writesIfThere) {
    return new ForwardingRedisCommands(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        if (options.condition() != condition) {
          return sound.set(key, value, options);
        }
        return now(sound.get(key)).isPresent() == writesIfThere
            ? sound.set(key, value, new SetOptions(Condition.ALWAYS, options.ttl()))
            : done(false);
      }
    };
  }
}
