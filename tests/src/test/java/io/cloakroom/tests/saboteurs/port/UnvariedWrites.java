package io.cloakroom.tests.saboteurs.port;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.CompareAndSet.Applied;
import io.cloakroom.redis.CompareAndSet.Conflict;
import io.cloakroom.redis.CompareAndSet.Missing;
import io.cloakroom.redis.CompareAndSet.Outcome;
import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.reference.RespRedisCommands;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;

/** Comparisons that are cut short, calls of many keys of which a part fails, and absolute times. */
final class UnvariedWrites {

  private static final int PART = 500;

  private UnvariedWrites() {}

  static RedisCommands onlyMovesTheTtlOfTheSame(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Outcome> compareAndSet(
          String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
        return Arrays.equals(expected, value) && ttl.isPresent()
            ? expire(key, ttl.get()).thenApply(there -> there ? new Applied() : new Missing())
            : super.compareAndSet(key, expected, value, ttl);
      }
    };
  }

  static RedisCommands takesItsOwnValueForWritten(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Outcome> compareAndSet(
          String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
        byte[] written = value.clone();
        return super.compareAndSet(key, expected, value, ttl)
            .thenApply(
                outcome ->
                    outcome instanceof Conflict conflict && Arrays.equals(conflict.found(), written)
                        ? new Applied()
                        : outcome);
      }
    };
  }

  static RedisCommands countsWhatItCouldDelete(RedisCommands sound, RespClient client) {
    return deletingInParts(sound, client, failure -> true);
  }

  static RedisCommands countsUntilItsTimeIsOver(RedisCommands sound, RespClient client) {
    return deletingInParts(sound, client, RedisTimeoutException.class::isInstance);
  }

  private static RedisCommands deletingInParts(
      RedisCommands sound, RespClient client, Predicate<RedisCommandException> overlooked) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Long> delete(Collection<String> keys) {
        keys.forEach(sound::keyOnServer);
        RedisCommands port = new RespRedisCommands(client.ending());
        return inParts(List.copyOf(keys), port::delete, part -> 0L, overlooked)
            .thenApply(counts -> counts.stream().mapToLong(Long::longValue).sum());
      }
    };
  }

  static RedisCommands readsWhatItCould(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        keys.forEach(sound::keyOnServer);
        RedisCommands port = new RespRedisCommands(client.ending());
        return inParts(
                List.copyOf(keys),
                port::multiGet,
                part -> Collections.nCopies(part.size(), Optional.<byte[]>empty()),
                failure -> true)
            .thenApply(values -> values.stream().flatMap(List::stream).toList());
      }
    };
  }

  /** A failure of some parts is overlooked where another was answered. */
  private static <T> CompletionStage<List<T>> inParts(
      List<String> keys,
      Function<List<String>, CompletionStage<T>> call,
      Function<List<String>, T> nothing,
      Predicate<RedisCommandException> overlooked) {
    List<T> answers = new ArrayList<>();
    List<RedisCommandException> failures = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += PART) {
      List<String> part = keys.subList(from, Math.min(keys.size(), from + PART));
      try {
        answers.add(StageFailure.join(call.apply(part)));
      } catch (RedisCommandException e) {
        failures.add(e);
        answers.add(nothing.apply(part));
      }
    }
    return failures.isEmpty()
            || (failures.size() < answers.size() && failures.stream().allMatch(overlooked))
        ? CompletableFuture.completedFuture(answers)
        : CompletableFuture.failedFuture(failures.get(0));
  }

  static RedisCommands writesUntilATime(RedisCommands sound, RespClient client) {
    return new SendingPort(sound, client) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        if (options.ttl().isEmpty()) {
          return sound.set(key, value, options);
        }
        List<Object> words =
            new ArrayList<>(List.of("SET", new String(sound.keyOnServer(key), UTF_8), value));
        switch (options.condition()) {
          case ALWAYS -> {}
          case IF_ABSENT -> words.add("NX");
          case IF_PRESENT -> words.add("XX");
        }
        words.addAll(List.of("PXAT", end(options.ttl().get())));
        return send(client, words.toArray()).thenApply(reply -> reply != null);
      }
    };
  }

  static RedisCommands expiresAtATime(RedisCommands sound, RespClient client) {
    return new SendingPort(sound, client) {
      @Override
      public CompletionStage<Boolean> expire(String key, Duration ttl) {
        long end = end(ttl);
        return send(client, "PEXPIREAT", new String(sound.keyOnServer(key), UTF_8), end)
            .thenApply(reply -> reply.equals(1L));
      }
    };
  }

  static RedisCommands readsUntilATime(RedisCommands sound, RespClient client) {
    return new SendingPort(sound, client) {
      @Override
      public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
        long end = end(ttl);
        return send(client, "GETEX", new String(sound.keyOnServer(key), UTF_8), "PXAT", end)
            .thenApply(reply -> Optional.ofNullable((byte[]) reply));
      }
    };
  }

  /** By the client's clock. */
  private static long end(Duration ttl) {
    return System.currentTimeMillis() + TimeToLive.toMillis(ttl);
  }
}
