package io.cloakroom.tests.saboteurs.port;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.SetOptions.Condition;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.reference.RespRedisCommands;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/** Ports whose author has thought of servers that answer, or has thought wrongly of the others. */
final class MistakenFailures {

  private MistakenFailures() {}

  private static <T> CompletionStage<T> instead(
      CompletionStage<T> stage,
      Predicate<Throwable> when,
      Function<Throwable, CompletionStage<T>> what) {
    return stage.exceptionallyCompose(
        failure -> {
          Throwable cause = StageFailure.cause(failure);
          return when.test(cause) ? what.apply(cause) : CompletableFuture.failedFuture(cause);
        });
  }

  private static <T> CompletionStage<T> as(
      CompletionStage<T> stage,
      Class<? extends RedisCommandException> kind,
      Function<Throwable, RedisCommandException> another) {
    return instead(stage, kind::isInstance, e -> CompletableFuture.failedFuture(another.apply(e)));
  }

  static RedisCommands losesTheDatabaseOfScripts(RedisCommands sound, RespClient client) {
    RedisCommands usual = new RespRedisCommands(client.ofDatabase(0));
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return usual.eval(script, keys, arguments);
      }
    };
  }

  static RedisCommands losesTheDatabaseInAnOutage(RedisCommands sound, RespClient client) {
    RedisCommands usual = new RespRedisCommands(client.ofDatabase(0));
    AtomicBoolean lost = new AtomicBoolean();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return lost.get() ? usual.get(key) : super.get(key);
      }

      @Override
      public <T> CompletionStage<T> through(CompletionStage<T> stage) {
        return stage.whenComplete(
            (answer, failure) -> {
              if (failure != null
                  && StageFailure.cause(failure) instanceof RedisUnreachableException) {
                lost.set(true);
              }
            });
      }
    };
  }

  static RedisCommands stripsThePrefixTwice(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        return super.scan(prefix, cursor, count)
            .thenApply(
                page ->
                    client.prefix().isEmpty()
                        ? page
                        : new ScanPage(
                            page.keys().stream()
                                .map(key -> key.replace(client.prefix(), ""))
                                .toList(),
                            page.next()));
      }
    };
  }

  static RedisCommands namesKeysWithoutThePrefix(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public byte[] keyOnServer(String key) {
        return key.getBytes(UTF_8);
      }
    };
  }

  static RedisCommands asksTtlsWithoutThePrefix(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<TimeToLive> timeToLive(String key) {
        return client.prefix().isEmpty()
            ? super.timeToLive(key)
            : done(TimeToLive.ofPttl((Long) client.call("PTTL", key)));
      }
    };
  }

  static RedisCommands cutsPagesToTheCount(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        return super.scan(prefix, cursor, count)
            .thenApply(
                page -> new ScanPage(page.keys().stream().limit(count).toList(), page.next()));
      }
    };
  }

  static RedisCommands endsAfterEmptyPages(RedisCommands sound, RespClient client) {
    AtomicInteger empty = new AtomicInteger();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        if (cursor == ScanCursor.START) {
          empty.set(0);
        }
        return super.scan(prefix, cursor, count)
            .thenApply(
                page ->
                    page.keys().isEmpty() && empty.incrementAndGet() >= 10
                        ? new ScanPage(List.of(), Optional.empty())
                        : page);
      }
    };
  }

  static RedisCommands readsCursorsAsInt(RedisCommands sound, RespClient client) {
    return cursors(sound, cursor -> String.valueOf((int) Long.parseUnsignedLong(cursor)));
  }

  static RedisCommands readsCursorsAsLong(RedisCommands sound, RespClient client) {
    return cursors(
        sound, cursor -> String.valueOf(Long.MAX_VALUE & Long.parseUnsignedLong(cursor)));
  }

  /** Changes the cursor that goes back to the server. */
  private static RedisCommands cursors(RedisCommands sound, Function<String, String> change) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        return super.scan(
            prefix,
            cursor instanceof RespRedisCommands.At at
                ? new RespRedisCommands.At(change.apply(at.cursor()))
                : cursor,
            count);
      }
    };
  }

  static RedisCommands takesAnOutageForNoTtl(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<TimeToLive> timeToLive(String key) {
        return instead(
            super.timeToLive(key),
            RedisUnreachableException.class::isInstance,
            e -> done(TimeToLive.ofPttl(-2)));
      }
    };
  }

  static RedisCommands takesATimeoutForNothingDeleted(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Long> delete(Collection<String> keys) {
        return instead(super.delete(keys), RedisTimeoutException.class::isInstance, e -> done(0L));
      }
    };
  }

  static RedisCommands readsNothingOfManyInAnOutage(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        return instead(
            super.multiGet(keys),
            e -> !(e instanceof RedisRefusedException),
            e -> done(keys.stream().map(key -> Optional.<byte[]>empty()).toList()));
      }
    };
  }

  static RedisCommands takesOomForACondition(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return instead(
            super.set(key, value, options),
            e -> e instanceof RedisRefusedException refused && refused.code().equals("OOM"),
            e -> done(false));
      }
    };
  }

  static RedisCommands callsAScriptsTimeoutUnreachable(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return as(
            super.eval(script, keys, arguments),
            RedisTimeoutException.class,
            e -> new RedisUnreachableException("no connection", e.getCause()));
      }
    };
  }

  static RedisCommands callsARefusedConnectionATimeout(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public <T> CompletionStage<T> through(CompletionStage<T> stage) {
        return as(
            stage,
            RedisUnreachableException.class,
            e ->
                e.getCause() != null && e.getCause().getCause() instanceof ConnectException
                    ? new RedisTimeoutException("no connection in time", e.getCause())
                    : (RedisCommandException) e);
      }
    };
  }

  static RedisCommands hidesTheCauseOfScripts(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return as(
            super.eval(script, keys, arguments),
            RedisUnreachableException.class,
            e -> new RedisUnreachableException(e.getMessage(), null));
      }
    };
  }

  static RedisCommands throwsWhereItDeletes(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Long> delete(Collection<String> keys) {
        try {
          return done(now(super.delete(keys)));
        } catch (CompletionException e) {
          throw (RuntimeException) StageFailure.cause(e);
        }
      }
    };
  }

  static RedisCommands wrapsFailuresOfReads(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        return super.multiGet(keys)
            .exceptionallyCompose(
                e -> CompletableFuture.failedFuture(new ExecutionException(StageFailure.cause(e))));
      }
    };
  }

  static RedisCommands showsValuesInMessages(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return as(
            super.set(key, value, options),
            RedisTimeoutException.class,
            e ->
                new RedisTimeoutException(
                    "SET " + key + " " + new String(value, UTF_8) + " timed out", e.getCause()));
      }
    };
  }

  static RedisCommands repeatsIfAbsentThatWasCut(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return options.condition() == Condition.ALWAYS
            ? super.set(key, value, options)
            : instead(
                super.set(key, value, options),
                RedisUnreachableException.class::isInstance,
                e -> super.set(key, value, options));
      }
    };
  }

  static RedisCommands repeatsADeletionThatWasCut(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Long> delete(Collection<String> keys) {
        return instead(
            super.delete(keys),
            RedisUnreachableException.class::isInstance,
            e -> super.delete(keys));
      }
    };
  }

  static RedisCommands losesAConnectionAtEachRefusedScript(RedisCommands sound, RespClient client) {
    AtomicInteger left = new AtomicInteger(30);
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return super.eval(script, keys, arguments)
            .whenComplete(
                (answer, failure) -> {
                  if (failure != null) {
                    left.decrementAndGet();
                  }
                });
      }

      @Override
      public <T> CompletionStage<T> through(CompletionStage<T> stage) {
        return left.get() > 0
            ? stage
            : CompletableFuture.failedFuture(new RedisUnreachableException("exhausted", null));
      }
    };
  }

  static RedisCommands staysAwayForFiftyCalls(RedisCommands sound, RespClient client) {
    AtomicInteger away = new AtomicInteger();
    return new ForwardingPort(sound) {
      @Override
      public <T> CompletionStage<T> through(CompletionStage<T> stage) {
        if (away.get() > 0 && away.getAndDecrement() > 0) {
          return CompletableFuture.failedFuture(
              new RedisUnreachableException("broken", new IOException("broken pipe")));
        }
        return stage.whenComplete(
            (answer, failure) -> {
              if (failure != null
                  && StageFailure.cause(failure) instanceof RedisUnreachableException) {
                away.set(50);
              }
            });
      }
    };
  }

  static RedisCommands expiresReadsBySeconds(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
        return super.getAndExpire(
            key,
            ttl.toMillis() > 1_000 ? Duration.ofSeconds(ttl.plusMillis(999).toSeconds()) : ttl);
      }
    };
  }

  static RedisCommands asksBeforeItReads(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return super.timeToLive(key)
            .thenCompose(
                left ->
                    left instanceof TimeToLive.Missing ? done(Optional.empty()) : super.get(key));
      }
    };
  }

  static RedisCommands alwaysSendsTheSource(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        client.call("SCRIPT", "LOAD", script.source());
        return super.eval(script, keys, arguments);
      }
    };
  }

  static RedisCommands clearsTheInterruptOfAnAnswer(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      @SuppressWarnings("ResultOfMethodCallIgnored") // to forget it is the fault
      public CompletionStage<Long> delete(Collection<String> keys) {
        return super.delete(keys).whenComplete((answer, failure) -> Thread.interrupted());
      }
    };
  }

  static RedisCommands answersDeletionsByOneThread(RedisCommands sound, RespClient client) {
    Executor one =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task);
              thread.setDaemon(true);
              return thread;
            });
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Long> delete(Collection<String> keys) {
        return keys.isEmpty()
            ? super.delete(keys)
            : CompletableFuture.supplyAsync(() -> now(super.delete(keys)), one)
                .exceptionallyCompose(e -> CompletableFuture.failedFuture(StageFailure.cause(e)));
      }
    };
  }

  static RedisCommands readsListsAsMissing(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
        return instead(
            super.getAndExpire(key, ttl),
            e -> e instanceof RedisRefusedException refused && refused.code().equals("WRONGTYPE"),
            e -> done(Optional.empty()));
      }
    };
  }

  /** After one failure, of whatever kind, the server is taken for one without GETEX. */
  static RedisCommands givesUpGetexAtAnyFailure(RedisCommands sound, RespClient client) {
    AtomicBoolean without = new AtomicBoolean();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
        if (without.get()) {
          return super.get(key).thenCombine(super.expire(key, ttl), (value, moved) -> value);
        }
        return super.getAndExpire(key, ttl)
            .whenComplete(
                (value, failure) -> {
                  if (failure != null
                      && StageFailure.cause(failure) instanceof RedisRefusedException) {
                    without.set(true);
                  }
                });
      }
    };
  }
}
