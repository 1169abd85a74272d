package io.cloakroom.jedis;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import redis.clients.jedis.UnifiedJedis;

/** Ports that make something else of a failure. */
final class BrokenAnswers {

  private BrokenAnswers() {}

  /** Another way to send a write. */
  private interface Write {
    CompletionStage<Boolean> send(Supplier<CompletionStage<Boolean>> sound);
  }

  static RedisCommands takesUnreachableForMissing(RedisCommands sound) {
    return takesForMissing(sound, RedisUnreachableException.class);
  }

  static RedisCommands takesRefusedForMissing(RedisCommands sound) {
    return takesForMissing(sound, RedisRefusedException.class);
  }

  static RedisCommands takesUnreachableForTheEnd(RedisCommands sound) {
    return new ForwardingRedisCommands(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        return instead(
            super.scan(prefix, cursor, count),
            RedisUnreachableException.class,
            failure -> done(new ScanPage(List.of(), Optional.empty())));
      }
    };
  }

  static RedisCommands takesUnreachableForWritten(RedisCommands sound) {
    return writing(
        sound,
        write -> instead(write.get(), RedisUnreachableException.class, failure -> done(true)));
  }

  static RedisCommands repeatsUnreachableWrites(RedisCommands sound) {
    return writing(
        sound,
        write -> instead(write.get(), RedisUnreachableException.class, failure -> write.get()));
  }

  static RedisCommands takesATimeoutForUnreachable(RedisCommands sound) {
    return failingWrites(
        sound,
        RedisTimeoutException.class,
        failure -> new RedisUnreachableException("mistaken", failure));
  }

  static RedisCommands hidesTheCertificate(RedisCommands sound) {
    return failingWrites(
        sound,
        RedisUnreachableException.class,
        failure -> new RedisUnreachableException("There is no connection", failure));
  }

  static RedisCommands hidesTheRight(RedisCommands sound) {
    return failingWrites(
        sound,
        RedisRefusedException.class,
        failure -> new RedisRefusedException("NOPERM this is not allowed", failure));
  }

  static RedisCommands neverComesBack(RedisCommands sound) {
    AtomicReference<RedisUnreachableException> first = new AtomicReference<>();
    return writing(
        sound,
        write ->
            first.get() == null
                ? instead(
                    write.get(),
                    RedisUnreachableException.class,
                    failure -> {
                      first.set(failure);
                      return CompletableFuture.failedFuture(failure);
                    })
                : CompletableFuture.failedFuture(first.get()));
  }

  static RedisCommands fallsBackTo(Supplier<UnifiedJedis> another, RedisCommands sound) {
    AtomicBoolean failed = new AtomicBoolean();
    return new ForwardingRedisCommands(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        if (failed.get()) {
          try (UnifiedJedis client = another.get()) {
            return JedisCommands.of(client).set(key, value, options);
          }
        }
        return super.set(key, value, options)
            .whenComplete((written, failure) -> failed.set(failure != null));
      }
    };
  }

  private static RedisCommands takesForMissing(
      RedisCommands sound, Class<? extends RedisCommandException> kind) {
    return new ForwardingRedisCommands(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return instead(super.get(key), kind, failure -> done(Optional.empty()));
      }

      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        return instead(
            super.multiGet(keys),
            kind,
            failure -> done(Collections.nCopies(keys.size(), Optional.empty())));
      }
    };
  }

  private static <E extends RedisCommandException> RedisCommands failingWrites(
      RedisCommands sound, Class<E> kind, Function<E, RedisCommandException> mistaken) {
    return writing(
        sound,
        write ->
            instead(
                write.get(),
                kind,
                failure -> CompletableFuture.failedFuture(mistaken.apply(failure))));
  }

  private static RedisCommands writing(RedisCommands sound, Write write) {
    return new ForwardingRedisCommands(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return write.send(() -> super.set(key, value, options));
      }
    };
  }

  private static <T, E extends RedisCommandException> CompletionStage<T> instead(
      CompletionStage<T> stage, Class<E> kind, Function<E, CompletionStage<T>> then) {
    return stage.exceptionallyCompose(
        failure -> {
          Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
          return kind.isInstance(cause)
              ? then.apply(kind.cast(cause))
              : CompletableFuture.failedFuture(cause);
        });
  }

  private static <T> CompletionStage<T> done(T answer) {
    return CompletableFuture.completedFuture(answer);
  }
}
