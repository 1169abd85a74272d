package io.cloakroom.mock;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.SetOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Ports whose reads are broken. */
final class BrokenReads {

  private BrokenReads() {}

  static RedisCommands throwsOnMissing(RedisCommands sound) {
    return new Forwarding(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return now(sound.get(key)).isPresent()
            ? sound.get(key)
            : CompletableFuture.failedFuture(new RedisRefusedException("ERR nil", null));
      }
    };
  }

  static RedisCommands answersFromACache(RedisCommands sound) {
    Map<String, byte[]> cache = new ConcurrentHashMap<>();
    return new Forwarding(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        cache.put(key, value.clone());
        return sound.set(key, value, options);
      }

      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        byte[] cached = cache.get(key);
        return cached == null ? sound.get(key) : done(Optional.of(cached.clone()));
      }
    };
  }

  static RedisCommands readsValuesAsText(RedisCommands sound) {
    return reads(sound, value -> new String(value, UTF_8).getBytes(UTF_8));
  }

  static RedisCommands cutsLargeValues(RedisCommands sound) {
    return reads(sound, value -> Arrays.copyOf(value, Math.min(value.length, 65_536)));
  }

  static RedisCommands takesEmptyForMissing(RedisCommands sound) {
    return new Forwarding(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return sound.get(key).thenApply(found -> found.filter(value -> value.length > 0));
      }
    };
  }

  static RedisCommands sharesItsArrays(RedisCommands sound) {
    Map<String, byte[]> handedOut = new ConcurrentHashMap<>();
    return new Forwarding(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return sound
            .get(key)
            .thenApply(found -> found.map(value -> handedOut.computeIfAbsent(key, first -> value)));
      }
    };
  }

  static RedisCommands takesTheWrongTypeForMissing(RedisCommands sound) {
    return new Forwarding(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return sound.get(key).exceptionally(failure -> Optional.empty());
      }
    };
  }

  static RedisCommands leavesMissingOut(RedisCommands sound) {
    return manyReads(sound, found -> found.stream().filter(Optional::isPresent).toList());
  }

  static RedisCommands foldsRepeatedKeys(RedisCommands sound) {
    return new Forwarding(sound) {
      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        return sound.multiGet(keys.stream().distinct().toList());
      }
    };
  }

  static RedisCommands sortsTheKeysOfAMultiGet(RedisCommands sound) {
    return new Forwarding(sound) {
      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        return sound.multiGet(keys.stream().sorted().toList());
      }
    };
  }

  static RedisCommands failsAMultiGetOverForeignKeys(RedisCommands sound) {
    return new Forwarding(sound) {
      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        return done(keys.stream().map(key -> now(sound.get(key))).toList());
      }
    };
  }

  private static RedisCommands reads(RedisCommands sound, UnaryOperator<byte[]> change) {
    return new Forwarding(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return sound.get(key).thenApply(found -> found.map(change));
      }
    };
  }

  private static RedisCommands manyReads(
      RedisCommands sound, UnaryOperator<List<Optional<byte[]>>> change) {
    return new Forwarding(sound) {
      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        return sound.multiGet(keys).thenApply(change);
      }
    };
  }
}
