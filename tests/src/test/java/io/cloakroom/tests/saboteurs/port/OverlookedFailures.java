package io.cloakroom.tests.saboteurs.port;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** Ports that carry out later what they have reported as failed. */
final class OverlookedFailures {

  private OverlookedFailures() {}

  static RedisCommands deletesLaterWhatItCouldNot(RedisCommands sound, RespClient client) {
    return new Later(sound, RedisUnreachableException.class) {
      @Override
      public CompletionStage<Long> delete(Collection<String> keys) {
        List<String> copy = List.copyOf(keys);
        return kept(() -> super.delete(copy));
      }
    };
  }

  static RedisCommands runsScriptsLaterThatItCouldNot(RedisCommands sound, RespClient client) {
    return new Later(sound, RedisUnreachableException.class) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        List<byte[]> copy = List.copyOf(arguments);
        return kept(() -> super.eval(script, keys, copy));
      }
    };
  }

  static RedisCommands expiresLaterWhatItCouldNot(RedisCommands sound, RespClient client) {
    return new Later(sound, RedisUnreachableException.class) {
      @Override
      public CompletionStage<Boolean> expire(String key, Duration ttl) {
        return kept(() -> super.expire(key, ttl));
      }

      @Override
      public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
        return kept(() -> super.getAndExpire(key, ttl));
      }
    };
  }

  static RedisCommands deletesAgainAfterATimeout(RedisCommands sound, RespClient client) {
    return new Later(sound, RedisTimeoutException.class) {
      @Override
      public CompletionStage<Long> delete(Collection<String> keys) {
        List<String> copy = List.copyOf(keys);
        return kept(() -> super.delete(copy));
      }
    };
  }

  static RedisCommands writesLaterWhatWasRefused(RedisCommands sound, RespClient client) {
    return new Later(sound, RedisRefusedException.class) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        byte[] copy = value.clone();
        return kept(() -> super.set(key, copy, options));
      }
    };
  }

  /** Keeps calls that fail, and makes them again after the first call that is answered. */
  private static class Later extends ForwardingPort {

    private final Class<? extends RedisCommandException> failures;
    private final Queue<Supplier<? extends CompletionStage<?>>> failed =
        new ConcurrentLinkedQueue<>();

    Later(RedisCommands sound, Class<? extends RedisCommandException> failures) {
      super(sound);
      this.failures = failures;
    }

    <T> CompletionStage<T> kept(Supplier<CompletionStage<T>> call) {
      return call.get()
          .whenComplete(
              (answer, failure) -> {
                if (failures.isInstance(StageFailure.cause(failure))) {
                  failed.add(call);
                }
              });
    }

    @Override
    public <T> CompletionStage<T> through(CompletionStage<T> stage) {
      return stage.thenApply(
          answer -> {
            for (var each = failed.poll(); each != null; each = failed.poll()) {
              each.get().toCompletableFuture().exceptionally(failure -> null).join();
            }
            return answer;
          });
    }
  }
}
