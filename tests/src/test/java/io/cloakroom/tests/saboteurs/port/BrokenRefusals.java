package io.cloakroom.tests.saboteurs.port;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;

/** Ports that take it wrongly when the server says no. */
final class BrokenRefusals {

  private BrokenRefusals() {}

  static RedisCommands takesARefusedScriptForMissing(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return super.eval(script, keys, arguments).exceptionally(failure -> List.of());
      }
    };
  }

  static RedisCommands takesFullForWritten(RedisCommands sound) {
    return takesForWritten(sound, "OOM");
  }

  static RedisCommands takesReadOnlyForWritten(RedisCommands sound) {
    return takesForWritten(sound, "READONLY");
  }

  static RedisCommands takesForbiddenForMissing(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return onReply(super.get(key), "NOPERM", failure -> done(Optional.empty()));
      }
    };
  }

  /** Looks whether a key is there, which nobody has to allow. */
  static RedisCommands needsMoreRights(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> expire(String key, Duration ttl) {
        try {
          return client.call("EXISTS", key).equals(0L) ? done(false) : super.expire(key, ttl);
        } catch (RawRedis.ErrorReply e) {
          return CompletableFuture.failedFuture(RedisCommandException.ofReply(e.getMessage(), e));
        }
      }
    };
  }

  static RedisCommands takesLoggedOutForUnreachable(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public <T> CompletionStage<T> through(CompletionStage<T> stage) {
        return onReply(
            stage,
            "NOAUTH",
            failure ->
                CompletableFuture.failedFuture(new RedisUnreachableException("mistaken", failure)));
      }
    };
  }

  static RedisCommands neverForgetsThatItWasFull(RedisCommands sound) {
    return neverForgets(sound, "OOM");
  }

  static RedisCommands neverForgetsThatItWasLoggedOut(RedisCommands sound) {
    return neverForgets(sound, "NOAUTH");
  }

  static RedisCommands knowsOneWording(RedisCommands sound, RespClient client) {
    return askingForGetex(sound, client, words -> words.startsWith("ERR unknown command"), true);
  }

  static RedisCommands asksForGetexEachTime(RedisCommands sound, RespClient client) {
    return askingForGetex(sound, client, words -> true, false);
  }

  /** Where the script is refused as well, it fails. */
  static RedisCommands needsScriptsToRead(RedisCommands sound, RespClient client) {
    return askingForGetex(sound, client, words -> true, true);
  }

  private static RedisCommands askingForGetex(
      RedisCommands sound, RespClient client, Predicate<String> isUnknown, boolean remembering) {
    AtomicBoolean unknown = new AtomicBoolean();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
        long millis = ttl.toMillis();
        try {
          if (!unknown.get()) {
            return done(Optional.ofNullable((byte[]) client.call("GETEX", key, "PX", millis)));
          }
        } catch (RawRedis.ErrorReply e) {
          if (!isUnknown.test(e.getMessage())) {
            return CompletableFuture.failedFuture(RedisCommandException.ofReply(e.getMessage(), e));
          }
          unknown.set(remembering);
        }
        return eval(
                RedisScript.GET_AND_EXPIRE,
                List.of(key),
                List.of(Long.toString(millis).getBytes(UTF_8)))
            .thenApply(answer -> answer.stream().findFirst());
      }
    };
  }

  private static RedisCommands neverForgets(RedisCommands sound, String code) {
    AtomicReference<Throwable> refusal = new AtomicReference<>();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return refusal.get() == null
            ? onReply(
                super.set(key, value, options),
                code,
                failure -> {
                  refusal.set(failure);
                  return CompletableFuture.failedFuture(failure);
                })
            : CompletableFuture.failedFuture(refusal.get());
      }
    };
  }

  private static RedisCommands takesForWritten(RedisCommands sound, String code) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return onReply(super.set(key, value, options), code, failure -> done(true));
      }
    };
  }

  /** Does something else where the server's error reply has this code. */
  private static <T> CompletionStage<T> onReply(
      CompletionStage<T> stage, String code, Function<Throwable, CompletionStage<T>> then) {
    return stage.exceptionallyCompose(
        failure -> {
          Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
          return cause.getCause() instanceof RawRedis.ErrorReply reply
                  && new RedisRefusedException(reply.getMessage(), null).code().equals(code)
              ? then.apply(cause)
              : CompletableFuture.failedFuture(cause);
        });
  }
}
