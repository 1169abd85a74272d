package io.cloakroom.tests.saboteurs.port;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.CompareAndSet.Outcome;
import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.tck.servers.RawRedis.ErrorReply;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Ports that send more than they may, or less, and tests that once passed for a wrong reason. */
final class OverlookedCommands {

  private OverlookedCommands() {}

  /** But for those that the store sends most. */
  static RedisCommands answersNothingWhereAScriptIsUnknown(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        boolean known =
            script == RedisScript.GET_AND_EXPIRE
                || script == RedisScript.COMPARE_AND_SET
                || script == RedisScript.INDEX_READ
                || ((List<?>) client.call("SCRIPT", "EXISTS", script.sha1())).contains(1L);
        List<byte[]> answer = now(super.eval(script, keys, arguments));
        return done(known ? answer : List.of());
      }
    };
  }

  static RedisCommands needsTheRightToLoadScripts(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        try {
          client.call("SCRIPT", "LOAD", script.source());
        } catch (ErrorReply e) {
          return CompletableFuture.failedFuture(RedisCommandException.ofReply(e.getMessage(), e));
        }
        return super.eval(script, keys, arguments);
      }
    };
  }

  static RedisCommands looksBeforeItCompares(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Outcome> compareAndSet(
          String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
        return super.get(key)
            .thenCompose(
                found ->
                    found.isEmpty()
                        ? done(new CompareAndSet.Missing())
                        : super.compareAndSet(key, expected, value, ttl));
      }
    };
  }

  static RedisCommands deletesAtAComparedTtlOfZero(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Outcome> compareAndSet(
          String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
        return ttl.filter(time -> time.isZero() || time.isNegative()).isPresent()
            ? super.compareAndDelete(key, expected)
            : super.compareAndSet(key, expected, value, ttl);
      }
    };
  }

  @SuppressWarnings("ModifiedButNotUsed") // that is the fault
  static RedisCommands keepsWhatItCompared(RedisCommands sound) {
    Queue<byte[]> kept = new ConcurrentLinkedQueue<>();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Outcome> compareAndSet(
          String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
        kept.add(value.clone());
        return super.compareAndSet(key, expected, value, ttl);
      }
    };
  }

  @SuppressWarnings("ModifiedButNotUsed") // that is the fault
  static RedisCommands keepsWhatItReadTogether(RedisCommands sound) {
    Queue<List<Optional<byte[]>>> kept = new ConcurrentLinkedQueue<>();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        return super.multiGet(keys).whenComplete((values, failure) -> kept.add(values));
      }
    };
  }

  static RedisCommands takesAClusterThatIsDownForEmpty(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
        try {
          return done(now(super.getAndExpire(key, ttl)));
        } catch (CompletionException e) {
          return StageFailure.cause(e) instanceof RedisUnreachableException away
                  && String.valueOf(away.getMessage()).contains("CLUSTERDOWN")
              ? done(Optional.empty())
              : CompletableFuture.failedFuture(StageFailure.cause(e));
        }
      }
    };
  }
}
