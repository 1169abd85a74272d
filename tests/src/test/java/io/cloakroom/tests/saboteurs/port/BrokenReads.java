package io.cloakroom.tests.saboteurs.port;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Ports whose reads are broken. */
public final class BrokenReads {

  private static final Executor ONE_THREAD =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "the-only-one");
            thread.setDaemon(true);
            return thread;
          });

  /** So late that whoever follows an answer has said so before it is there. */
  private static final Executor LATER_BY_ONE_THREAD =
      CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS, ONE_THREAD);

  private BrokenReads() {}

  public static RedisCommands throwsOnMissing(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return now(sound.get(key)).isPresent()
            ? sound.get(key)
            : CompletableFuture.failedFuture(new RedisRefusedException("ERR nil", null));
      }
    };
  }

  public static RedisCommands answersFromACache(RedisCommands sound) {
    Map<String, byte[]> cache = new ConcurrentHashMap<>();
    return new ForwardingPort(sound) {
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

  public static RedisCommands readsValuesAsText(RedisCommands sound) {
    return reads(sound, value -> new String(value, UTF_8).getBytes(UTF_8));
  }

  public static RedisCommands cutsLargeValues(RedisCommands sound) {
    return reads(sound, value -> Arrays.copyOf(value, Math.min(value.length, 65_536)));
  }

  public static RedisCommands takesEmptyForMissing(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return sound.get(key).thenApply(found -> found.filter(value -> value.length > 0));
      }
    };
  }

  public static RedisCommands sharesItsArrays(RedisCommands sound) {
    Map<String, byte[]> handedOut = new ConcurrentHashMap<>();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return sound
            .get(key)
            .thenApply(found -> found.map(value -> handedOut.computeIfAbsent(key, first -> value)));
      }
    };
  }

  public static RedisCommands takesTheWrongTypeForMissing(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return sound.get(key).exceptionally(failure -> Optional.empty());
      }
    };
  }

  public static RedisCommands leavesMissingOut(RedisCommands sound) {
    return manyReads(sound, found -> found.stream().filter(Optional::isPresent).toList());
  }

  public static RedisCommands foldsRepeatedKeys(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        return sound.multiGet(keys.stream().distinct().toList());
      }
    };
  }

  public static RedisCommands sortsTheKeysOfAMultiGet(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        return sound.multiGet(keys.stream().sorted().toList());
      }
    };
  }

  public static RedisCommands failsAMultiGetOverForeignKeys(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        return done(keys.stream().map(key -> now(sound.get(key))).toList());
      }
    };
  }

  private static RedisCommands reads(RedisCommands sound, UnaryOperator<byte[]> change) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return sound.get(key).thenApply(found -> found.map(change));
      }
    };
  }

  private static RedisCommands manyReads(
      RedisCommands sound, UnaryOperator<List<Optional<byte[]>>> change) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        return sound.multiGet(keys).thenApply(change);
      }
    };
  }

  static RedisCommands answersByOneThread(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return super.get(key).thenApplyAsync(value -> value, LATER_BY_ONE_THREAD);
      }
    };
  }
}
