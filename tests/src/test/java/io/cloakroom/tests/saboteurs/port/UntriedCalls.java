package io.cloakroom.tests.saboteurs.port;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.redis.adapter.Fallback;
import io.cloakroom.redis.adapter.KeyText;
import io.cloakroom.redis.adapter.ScanPattern;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.reference.RespRedisCommands;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Ports whose faults lie in when a call is made, what it waits for, and what goes with it. */
final class UntriedCalls {

  private UntriedCalls() {}

  /** A socket's timeout is for what comes, not for what the server does not take. */
  static RedisCommands writesWithoutATimeout(RedisCommands sound, RespClient client) {
    RedisCommands waiting = new RespRedisCommands(client.waitingForWrites());
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return waiting.set(key, value, options);
      }
    };
  }

  static RedisCommands passesWithoutATimeout(RedisCommands sound, RespClient client) {
    RedisCommands waiting = new RespRedisCommands(client.waitingForWrites());
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return waiting.eval(script, keys, arguments);
      }
    };
  }

  /** Names of keys may be more than a server takes, too. */
  static RedisCommands namesKeysWithoutATimeout(RedisCommands sound, RespClient client) {
    RedisCommands waiting = new RespRedisCommands(client.waitingForWrites());
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        return waiting.multiGet(keys);
      }
    };
  }

  /** Unless told otherwise, a system goes on for minutes. */
  static RedisCommands connectsWithoutATimeout(RedisCommands sound, RespClient client) {
    RespClient patient = client.withTimeout(client.timeout().multipliedBy(6));
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        try {
          patient.connection().close();
        } catch (UncheckedIOException e) {
          return CompletableFuture.failedStage(
              new RedisUnreachableException("Redis cannot be reached", e));
        }
        return sound.get(key);
      }
    };
  }

  /** What is asked of each key of a page is asked beside the stage. */
  static RedisCommands tellsLaterFailuresAsTheyAre(RedisCommands sound, RespClient client) {
    return new TypedScan(sound, client) {
      @Override
      CompletionStage<Object> type(String key) {
        return CompletableFuture.completedStage(client.call("TYPE", client.prefix() + key));
      }
    };
  }

  static RedisCommands givesEachTypeATimeout(RedisCommands sound, RespClient client) {
    return new TypedScan(sound, client) {
      @Override
      CompletionStage<Object> type(String key) {
        return send(client, "TYPE", client.prefix() + key);
      }
    };
  }

  /** A key whose type is not known is taken for no string. */
  static RedisCommands takesAFailedTypeForAnother(RedisCommands sound, RespClient client) {
    return new TypedScan(sound, client) {
      @Override
      CompletionStage<Object> type(String key) {
        return send(client, "TYPE", client.prefix() + key)
            .exceptionally(failure -> "none".getBytes(UTF_8));
      }
    };
  }

  /** Asks for the type of each key by itself, where a scan can't. */
  private abstract static class TypedScan extends SendingPort {

    private final Fallback fallback = new Fallback();

    TypedScan(RedisCommands sound, RespClient client) {
      super(sound, client);
    }

    abstract CompletionStage<Object> type(String key);

    @Override
    public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
      String from = cursor instanceof RespRedisCommands.At at ? at.cursor() : "0";
      String pattern = ScanPattern.startingWith(client.prefix() + KeyText.checked(prefix));
      RespClient inTime = client.ending();
      return fallback.tried(
          () ->
              send(inTime, "SCAN", from, "MATCH", pattern, "COUNT", count, "TYPE", "string")
                  .thenApply(this::page),
          () ->
              send(inTime, "SCAN", from, "MATCH", pattern, "COUNT", count)
                  .thenCompose(reply -> strings(page(reply))));
    }

    private CompletionStage<ScanPage> strings(ScanPage page) {
      CompletionStage<List<String>> found = CompletableFuture.completedStage(List.of());
      for (String key : page.keys()) {
        found =
            found.thenCombine(
                type(key),
                (keys, type) ->
                    new String((byte[]) type, UTF_8).equals("string")
                        ? Stream.concat(keys.stream(), Stream.of(key)).toList()
                        : keys);
      }
      return found.thenApply(keys -> new ScanPage(keys, page.next()));
    }
  }

  /** As pools do that test each connection before they lend it. */
  static RedisCommands asksWhetherItIsConnected(RedisCommands sound, RespClient client) {
    return new SendingPort(sound, client) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        KeyText.checked(key);
        return send(client, "PING").thenCompose(pong -> sound.get(key));
      }

      @Override
      public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
        TimeToLive.toMillis(ttl);
        KeyText.checked(key);
        return send(client, "PING").thenCompose(pong -> sound.getAndExpire(key, ttl));
      }
    };
  }

  static RedisCommands selectsItsDatabaseEachTime(RedisCommands sound, RespClient client) {
    return new SendingPort(sound, client) {
      @Override
      public CompletionStage<Boolean> expire(String key, Duration ttl) {
        TimeToLive.toMillis(ttl);
        KeyText.checked(key);
        return send(client, "SELECT", "0").thenCompose(ok -> sound.expire(key, ttl));
      }
    };
  }

  /** For a short while, after as many refusals in a row as the usual breaker looks at. */
  static RedisCommands opensABreaker(RedisCommands sound, RespClient client) {
    AtomicInteger refusals = new AtomicInteger();
    AtomicLong until = new AtomicLong(System.nanoTime());
    return SendingPort.proxy(
        (method, arguments) -> {
          if (CompletionStage.class.isAssignableFrom(method.getReturnType())
              && System.nanoTime() < until.get()) {
            return CompletableFuture.failedStage(
                new RedisUnreachableException("Not asked", new IOException("The breaker is open")));
          }
          Object answer = method.invoke(sound, arguments);
          if (answer instanceof CompletionStage<?> stage) {
            stage.whenComplete(
                (value, failure) -> {
                  if (failure == null
                      || !(StageFailure.cause(failure) instanceof RedisRefusedException)) {
                    refusals.set(0);
                  } else if (refusals.incrementAndGet() % 100 == 0) {
                    until.set(System.nanoTime() + TimeUnit.SECONDS.toNanos(3));
                  }
                });
          }
          return answer;
        });
  }

  /** Reads that are under way, which others join that ask for the same. */
  private static final class Joined<T> {
    private final Map<Object, CompletableFuture<T>> underWay = new ConcurrentHashMap<>();

    CompletionStage<T> read(Object same, Supplier<CompletionStage<T>> call) {
      CompletableFuture<T> mine = new CompletableFuture<>();
      CompletableFuture<T> first = underWay.putIfAbsent(same, mine);
      if (first != null) {
        return first.copy();
      }
      call.get()
          .whenComplete(
              (value, failure) -> {
                underWay.remove(same);
                if (failure == null) {
                  mine.complete(value);
                } else {
                  mine.completeExceptionally(StageFailure.cause(failure));
                }
              });
      return mine.copy();
    }
  }

  static RedisCommands joinsAReadWithATtl(RedisCommands sound, RespClient client) {
    Joined<Optional<byte[]>> reads = new Joined<>();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
        return reads
            .read(key, () -> sound.getAndExpire(key, ttl))
            .thenApply(value -> value.map(byte[]::clone));
      }
    };
  }

  static RedisCommands joinsAReadOfMany(RedisCommands sound, RespClient client) {
    Joined<List<Optional<byte[]>>> reads = new Joined<>();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        return reads
            .read(List.copyOf(keys), () -> sound.multiGet(keys))
            .thenApply(values -> values.stream().map(value -> value.map(byte[]::clone)).toList());
      }
    };
  }

  static RedisCommands joinsAReadOfATtl(RedisCommands sound, RespClient client) {
    Joined<TimeToLive> reads = new Joined<>();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<TimeToLive> timeToLive(String key) {
        return reads.read(key, () -> sound.timeToLive(key));
      }
    };
  }

  static RedisCommands joinsAScript(RedisCommands sound, RespClient client) {
    Joined<List<byte[]>> reads = new Joined<>();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return script == RedisScript.GET_AND_EXPIRE
            ? reads
                .read(List.copyOf(keys), () -> sound.eval(script, keys, arguments))
                .thenApply(answer -> answer.stream().map(byte[]::clone).toList())
            : sound.eval(script, keys, arguments);
      }
    };
  }
}
