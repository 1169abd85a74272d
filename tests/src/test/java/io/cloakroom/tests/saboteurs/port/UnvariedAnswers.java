package io.cloakroom.tests.saboteurs.port;

import static java.util.stream.Collectors.joining;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.reference.RespRedisCommands;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** Answers of scripts that are kept, failures that are told on one thread, and unknown hosts. */
final class UnvariedAnswers {

  private static final long MOMENT_NANOS = 500_000_000;

  private UnvariedAnswers() {}

  private record Read(List<byte[]> answer, long at) {

    static Read of(List<byte[]> answer) {
      return new Read(answer.stream().map(byte[]::clone).toList(), System.nanoTime());
    }

    boolean isFresh() {
      return System.nanoTime() - at < MOMENT_NANOS;
    }

    List<byte[]> copy() {
      return answer.stream().map(byte[]::clone).toList();
    }
  }

  static RedisCommands keepsIndexesForAMoment(RedisCommands sound, RespClient client) {
    Map<String, Read> reads = new ConcurrentHashMap<>();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        if (script != RedisScript.INDEX_READ) {
          keys.forEach(reads::remove);
          return super.eval(script, keys, arguments);
        }
        Read last = reads.get(keys.get(0));
        if (last != null && last.isFresh()) {
          return done(last.copy());
        }
        String key = keys.get(0);
        return super.eval(script, keys, arguments)
            .whenComplete(
                (members, failure) -> {
                  if (failure == null) {
                    reads.put(key, Read.of(members));
                  }
                });
      }
    };
  }

  static RedisCommands keepsThatThereIsNothing(RedisCommands sound, RespClient client) {
    Map<String, Read> reads = new ConcurrentHashMap<>();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        String call = script + " " + keys;
        Read last = reads.get(call);
        if (last != null && last.isFresh() && script == RedisScript.ENDS_CLAIM) {
          return done(List.of());
        }
        return super.eval(script, keys, arguments)
            .whenComplete(
                (answer, failure) -> {
                  if (failure == null && answer.isEmpty()) {
                    reads.put(call, Read.of(answer));
                  }
                });
      }
    };
  }

  /** Adding what was added a moment ago seems to change nothing. */
  static RedisCommands skipsTheSameScript(RedisCommands sound, RespClient client) {
    Map<String, Read> calls = new ConcurrentHashMap<>();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        if (!Set.of(RedisScript.INDEX_ADD, RedisScript.ENDS_ENTER).contains(script)) {
          return super.eval(script, keys, arguments);
        }
        String call =
            script
                + " "
                + keys
                + arguments.stream().map(HexFormat.of()::formatHex).collect(joining(","));
        Read last = calls.get(call);
        return last != null && last.isFresh()
            ? done(last.copy())
            : super.eval(script, keys, arguments)
                .whenComplete(
                    (answer, failure) -> {
                      if (failure == null) {
                        calls.put(call, Read.of(answer));
                      }
                    });
      }
    };
  }

  static RedisCommands takesAnUnknownHostForAWrongArgument(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public <T> CompletionStage<T> through(CompletionStage<T> stage) {
        return stage.exceptionallyCompose(
            failure ->
                StageFailure.root(failure) instanceof UnknownHostException
                    ? CompletableFuture.failedStage(
                        new IllegalArgumentException("Wrong host", failure))
                    : stage);
      }
    };
  }

  static RedisCommands findsNothingAtAnUnknownHost(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        CompletionStage<Optional<byte[]>> read = super.get(key);
        return read.exceptionallyCompose(
            failure ->
                StageFailure.root(failure) instanceof UnknownHostException
                    ? done(Optional.empty())
                    : read);
      }
    };
  }

  @SuppressWarnings("ThreadLocalUsage") // each port has its own
  static RedisCommands remembersARefusalPerThread(RedisCommands sound, RespClient client) {
    ThreadLocal<RedisCommands> own = ThreadLocal.withInitial(() -> new RespRedisCommands(client));
    return SendingPort.proxy((method, arguments) -> method.invoke(own.get(), arguments));
  }

  static RedisCommands tellsTimeoutsOnOneThread(RedisCommands sound, RespClient client) {
    return tellingOnOneThread(sound, RedisTimeoutException.class);
  }

  static RedisCommands tellsRefusalsOnOneThread(RedisCommands sound, RespClient client) {
    return tellingOnOneThread(sound, RedisRefusedException.class);
  }

  static RedisCommands tellsOutagesOnOneThread(RedisCommands sound, RespClient client) {
    return tellingOnOneThread(sound, RedisUnreachableException.class);
  }

  private static RedisCommands tellingOnOneThread(
      RedisCommands sound, Class<? extends RedisCommandException> told) {
    ExecutorService one =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "tells failures");
              thread.setDaemon(true);
              return thread;
            });
    return SendingPort.proxy(
        (method, arguments) -> {
          Object answer = method.invoke(sound, arguments);
          return answer instanceof CompletionStage<?> stage && told.isInstance(failureOf(stage))
              ? laterOn(one, failureOf(stage))
              : answer;
        });
  }

  private static Throwable failureOf(CompletionStage<?> complete) {
    return complete
        .<Throwable>handle(
            (answer, failure) ->
                failure == null ? new IllegalStateException() : StageFailure.cause(failure))
        .toCompletableFuture()
        .join();
  }

  private static CompletionStage<?> laterOn(ExecutorService thread, Throwable failure) {
    CompletableFuture<?> told = new CompletableFuture<>();
    thread.execute(
        () -> {
          LockSupport.parkNanos(500_000); // so that there is what follows
          told.completeExceptionally(failure);
        });
    return told;
  }
}
