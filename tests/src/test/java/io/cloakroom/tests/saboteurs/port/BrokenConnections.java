package io.cloakroom.tests.saboteurs.port;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.reference.RespRedisCommands;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Ports that take it wrongly when their connections are cut, slow, or to the wrong server. */
public final class BrokenConnections {

  private BrokenConnections() {}

  static RedisCommands takesACutReplyForTheWhole(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return instead(
            () -> sound.get(key), BrokenConnections::isCut, Optional.of("01234".getBytes(UTF_8)));
      }
    };
  }

  /** Goes on with a connection over which it did not wait for an answer. */
  static RedisCommands leavesALateReplyToTheNext(RedisCommands sound, RespClient client) {
    RawRedis connection = client.connection();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        try {
          return done(Optional.ofNullable((byte[]) connection.call("GET", key)));
        } catch (UncheckedIOException e) {
          return CompletableFuture.failedFuture(new RedisTimeoutException("late", e));
        }
      }
    };
  }

  static RedisCommands staysOnASilentConnection(RedisCommands sound, RespClient client) {
    RawRedis connection = client.connection();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        try {
          return done(Optional.ofNullable((byte[]) connection.call("GET", key)));
        } catch (UncheckedIOException e) {
          return CompletableFuture.failedFuture(new RedisTimeoutException("silence", e));
        }
      }
    };
  }

  static RedisCommands repeatsAWriteThatWasCut(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return again(() -> sound.set(key, value, options), BrokenConnections::isCut);
      }

      @Override
      public CompletionStage<Long> delete(Collection<String> keys) {
        return again(() -> sound.delete(keys), BrokenConnections::isCut);
      }
    };
  }

  static RedisCommands takesACutScriptForMissing(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return instead(
            () -> sound.eval(script, keys, arguments), BrokenConnections::isCut, List.of());
      }
    };
  }

  static RedisCommands givesUpTooSoon(RedisCommands sound, RespClient client) {
    return new RespRedisCommands(client.withTimeout(client.timeout().dividedBy(20)));
  }

  /** Counts on connections that were there once. */
  static RedisCommands neverConnectsAgain(RedisCommands sound, RespClient client) {
    RawRedis connection = client.connection();
    return new ForwardingPort(sound) {
      @Override
      public synchronized CompletionStage<Optional<byte[]>> get(String key) {
        try {
          return done(Optional.ofNullable((byte[]) connection.call("GET", key)));
        } catch (UncheckedIOException e) {
          return CompletableFuture.failedFuture(new RedisUnreachableException("away", e));
        } catch (RawRedis.ErrorReply e) {
          return CompletableFuture.failedFuture(new RedisRefusedException(e.getMessage(), e));
        }
      }
    };
  }

  public static RedisCommands takesNotNowForNever(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public <T> CompletionStage<T> through(CompletionStage<T> stage) {
        return stage.exceptionallyCompose(
            failure ->
                CompletableFuture.failedFuture(
                    cause(failure).getCause() instanceof RawRedis.ErrorReply reply
                        ? new RedisRefusedException(reply.getMessage(), reply)
                        : cause(failure)));
      }
    };
  }

  static RedisCommands takesNotNowForMissing(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return instead(
            () -> sound.get(key),
            failure ->
                failure instanceof RedisUnreachableException
                    && failure.getCause() instanceof RawRedis.ErrorReply,
            Optional.empty());
      }
    };
  }

  private static boolean isCut(Throwable failure) {
    return failure instanceof RedisUnreachableException
        && failure.getCause() != null
        && failure.getCause().getCause() instanceof EOFException;
  }

  private static <T> CompletionStage<T> again(
      Supplier<CompletionStage<T>> call, Predicate<Throwable> when) {
    return call.get()
        .exceptionallyCompose(
            failure ->
                when.test(cause(failure))
                    ? call.get()
                    : CompletableFuture.failedFuture(cause(failure)));
  }

  private static <T> CompletionStage<T> instead(
      Supplier<CompletionStage<T>> call, Predicate<Throwable> when, T answer) {
    return call.get()
        .exceptionallyCompose(
            failure ->
                when.test(cause(failure))
                    ? CompletableFuture.completedFuture(answer)
                    : CompletableFuture.failedFuture(cause(failure)));
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
