package io.cloakroom.tests.saboteurs.port;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.tck.servers.RawRedis.ErrorReply;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.reference.RespRedisCommands;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** Ports that go wrong in one method, or in one way, when their server or the network does. */
final class UnexpectedFailures {

  /** Long after a caller who does not wait has made all of their calls. */
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS);

  private UnexpectedFailures() {}

  static RedisCommands forgetsThePrefixOfASecondKey(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        if (keys.size() < 2 || client.prefix().isEmpty()) {
          return super.eval(script, keys, arguments);
        }
        List<Object> words = new ArrayList<>(List.of("EVAL", script.source(), keys.size()));
        words.add(client.prefix() + keys.get(0));
        words.addAll(keys.subList(1, keys.size()));
        words.addAll(arguments);
        return done(
            ((List<?>) client.call(words.toArray())).stream().map(byte[].class::cast).toList());
      }
    };
  }

  static RedisCommands forgetsThePrefixOfFurtherReads(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        if (keys.size() < 2 || client.prefix().isEmpty()) {
          return super.multiGet(keys);
        }
        List<Object> words = new ArrayList<>(List.of("MGET", client.prefix() + keys.get(0)));
        words.addAll(keys.subList(1, keys.size()));
        return done(
            ((List<?>) client.call(words.toArray()))
                .stream().map(value -> Optional.ofNullable((byte[]) value)).toList());
      }
    };
  }

  static RedisCommands handsOnALateScriptAnswer(RedisCommands sound, RespClient client) {
    AtomicReference<List<byte[]>> late = new AtomicReference<>();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        List<byte[]> before = late.getAndSet(null);
        if (before != null) {
          return done(before);
        }
        return super.eval(script, keys, arguments)
            .whenComplete(
                (answer, failure) -> {
                  if (failure != null
                      && StageFailure.cause(failure) instanceof RedisTimeoutException) {
                    late.set(List.of("late".getBytes(UTF_8)));
                  }
                });
      }
    };
  }

  static RedisCommands losesTheInterruptOfATimeout(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      @SuppressWarnings("ResultOfMethodCallIgnored") // to forget it is the fault
      public <T> CompletionStage<T> through(CompletionStage<T> stage) {
        return stage.whenComplete(
            (answer, failure) -> {
              if (failure != null && StageFailure.cause(failure) instanceof RedisTimeoutException) {
                Thread.interrupted();
              }
            });
      }
    };
  }

  static RedisCommands takesMisconfForWritten(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return insteadOf(super.set(key, value, options), "MISCONF", true);
      }
    };
  }

  static RedisCommands takesNopermForMissing(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return insteadOf(super.get(key), "NOPERM", Optional.empty());
      }
    };
  }

  private static <T> CompletionStage<T> insteadOf(CompletionStage<T> stage, String code, T answer) {
    return stage.exceptionallyCompose(
        failure ->
            StageFailure.cause(failure) instanceof RedisRefusedException refused
                    && refused.code().equals(code)
                ? CompletableFuture.completedFuture(answer)
                : CompletableFuture.failedFuture(StageFailure.cause(failure)));
  }

  static RedisCommands sendsASlowWriteAgain(RedisCommands sound, RespClient client) {
    RedisCommands hasty = new RespRedisCommands(client.withTimeout(client.timeout().dividedBy(3)));
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return hasty
            .set(key, value, options)
            .exceptionallyCompose(
                failure ->
                    StageFailure.cause(failure) instanceof RedisTimeoutException
                        ? super.set(key, value, options)
                        : CompletableFuture.failedFuture(StageFailure.cause(failure)));
      }
    };
  }

  static RedisCommands givesUpAWriteAtHalfTheTimeout(RedisCommands sound, RespClient client) {
    RedisCommands hasty = new RespRedisCommands(client.withTimeout(client.timeout().dividedBy(2)));
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> expire(String key, Duration ttl) {
        return hasty.expire(key, ttl);
      }
    };
  }

  static RedisCommands answersScansByOneThread(RedisCommands sound, RespClient client) {
    Executor one =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task);
              thread.setDaemon(true);
              return thread;
            });
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        if (count < 1) {
          return super.scan(prefix, cursor, count);
        }
        return CompletableFuture.supplyAsync(() -> now(super.scan(prefix, cursor, count)), one);
      }
    };
  }

  static RedisCommands losesAConnectionAtEachTimeout(RedisCommands sound, RespClient client) {
    return losing(sound, 60, failure -> failure instanceof RedisTimeoutException);
  }

  static RedisCommands losesAConnectionWhenAway(RedisCommands sound, RespClient client) {
    return losing(
        sound,
        100,
        failure ->
            failure instanceof RedisUnreachableException
                && failure.getCause() != null
                && failure.getCause().getCause() instanceof java.net.ConnectException);
  }

  static RedisCommands losesAConnectionAtEachBadArgument(RedisCommands sound, RespClient client) {
    AtomicInteger left = new AtomicInteger(100);
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> expire(String key, Duration ttl) {
        if (ttl.isZero() || ttl.isNegative()) {
          left.decrementAndGet();
        }
        return super.expire(key, ttl);
      }

      @Override
      public <T> CompletionStage<T> through(CompletionStage<T> stage) {
        return left.get() > 0
            ? stage
            : CompletableFuture.failedFuture(new RedisUnreachableException("exhausted", null));
      }
    };
  }

  private static RedisCommands losing(
      RedisCommands sound, int connections, Predicate<Throwable> at) {
    AtomicInteger left = new AtomicInteger(connections);
    return new ForwardingPort(sound) {
      @Override
      public <T> CompletionStage<T> through(CompletionStage<T> stage) {
        if (left.get() <= 0) {
          return CompletableFuture.failedFuture(new RedisUnreachableException("exhausted", null));
        }
        return stage.whenComplete(
            (answer, failure) -> {
              if (failure != null && at.test(StageFailure.cause(failure))) {
                left.decrementAndGet();
              }
            });
      }
    };
  }

  /** Whoever asks for a key that is being asked for gets the same stage, to cancel as well. */
  static RedisCommands sharesAReadThatIsUnderWay(RedisCommands sound, RespClient client) {
    Map<String, CompletableFuture<Optional<byte[]>>> underWay = new ConcurrentHashMap<>();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        CompletableFuture<Optional<byte[]>> started = new CompletableFuture<>();
        CompletableFuture<Optional<byte[]>> first = underWay.putIfAbsent(key, started);
        if (first != null) {
          return first;
        }
        Thread asking =
            new Thread(
                () -> {
                  try {
                    Optional<byte[]> value = now(sound.get(key));
                    underWay.remove(key);
                    started.complete(value);
                  } catch (RuntimeException e) {
                    underWay.remove(key);
                    started.completeExceptionally(StageFailure.cause(e));
                  }
                });
        asking.start();
        return started;
      }
    };
  }

  static RedisCommands knowsNoWayBackForOtherScripts(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        if (script != RedisScript.INDEX_READ && script != RedisScript.DELETE_AND_MARK) {
          return super.eval(script, keys, arguments);
        }
        List<Object> words = new ArrayList<>(List.of("EVALSHA", script.sha1(), keys.size()));
        keys.forEach(key -> words.add(client.prefix() + key));
        words.addAll(arguments);
        try {
          return done(
              ((List<?>) client.call(words.toArray())).stream().map(byte[].class::cast).toList());
        } catch (ErrorReply first) {
          client.call("SCRIPT", "LOAD", script.source());
          return CompletableFuture.failedFuture(
              new RedisRefusedException(first.getMessage(), first));
        }
      }
    };
  }

  static RedisCommands mixesUpScriptsUnderLoad(RedisCommands sound, RespClient client) {
    AtomicInteger underWay = new AtomicInteger();
    AtomicReference<List<byte[]>> another = new AtomicReference<>(List.of());
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        int now = underWay.incrementAndGet();
        return super.eval(script, keys, arguments)
            .whenComplete((answer, failure) -> underWay.decrementAndGet())
            .thenApply(
                answer -> {
                  List<byte[]> before = another.getAndSet(answer);
                  return now > 1 ? before : answer;
                });
      }
    };
  }

  static RedisCommands repeatsAScriptThatWasCut(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return super.eval(script, keys, arguments)
            .exceptionallyCompose(
                failure ->
                    StageFailure.cause(failure) instanceof RedisUnreachableException
                        ? super.eval(script, keys, arguments)
                        : CompletableFuture.failedFuture(StageFailure.cause(failure)));
      }
    };
  }

  static RedisCommands turnsCallsAway(RedisCommands sound, RespClient client) {
    AtomicInteger underWay = new AtomicInteger();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        if (underWay.incrementAndGet() > 128) {
          underWay.decrementAndGet();
          return CompletableFuture.failedFuture(
              new RedisUnreachableException("too many wait", null));
        }
        return CompletableFuture.supplyAsync(() -> now(super.get(key)), LATER)
            .whenComplete((value, failure) -> underWay.decrementAndGet())
            .exceptionallyCompose(
                failure -> CompletableFuture.failedFuture(StageFailure.cause(failure)));
      }
    };
  }

  static RedisCommands takesAnOutageForNoPage(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        return super.scan(prefix, cursor, count)
            .exceptionallyCompose(
                failure ->
                    cursor != ScanCursor.START
                            && StageFailure.cause(failure) instanceof RedisUnreachableException
                        ? done(new ScanPage(List.of(), Optional.empty()))
                        : CompletableFuture.failedFuture(StageFailure.cause(failure)));
      }
    };
  }
}
