package io.cloakroom.tests.saboteurs.port;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/** Clients that do not hear what they are told: a timeout, a key, that a connection was lost. */
final class UnheardClients {

  private static final Duration USUAL_TIMEOUT = Duration.ofMillis(500);

  private UnheardClients() {}

  private static final Executor FEW =
      Executors.newFixedThreadPool(
          8,
          task -> {
            Thread thread = new Thread(task, "one of few");
            thread.setDaemon(true);
            return thread;
          });

  /** Whatever timeout it is given. */
  static RedisCommands takesItsUsualTimeout(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        long start = System.nanoTime();
        return sound
            .get(key)
            .thenApply(
                value -> {
                  if (System.nanoTime() - start > USUAL_TIMEOUT.toNanos()) {
                    throw new RedisTimeoutException("too late", null);
                  }
                  return value;
                });
      }
    };
  }

  /** What could not be sent is sent before the first read that is answered. */
  static RedisCommands setsLater(RedisCommands sound, RespClient client) {
    Queue<Supplier<CompletionStage<?>>> kept = new ConcurrentLinkedQueue<>();
    return new SendingLater(sound, kept) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return kept(() -> sound.set(key, value, options));
      }
    };
  }

  /** The same of deletes. */
  static RedisCommands deletesLater(RedisCommands sound, RespClient client) {
    Queue<Supplier<CompletionStage<?>>> kept = new ConcurrentLinkedQueue<>();
    return new SendingLater(sound, kept) {
      @Override
      public CompletionStage<Long> delete(Collection<String> keys) {
        return kept(() -> sound.delete(keys));
      }
    };
  }

  private static class SendingLater extends ForwardingPort {

    private final Queue<Supplier<CompletionStage<?>>> kept;

    SendingLater(RedisCommands sound, Queue<Supplier<CompletionStage<?>>> kept) {
      super(sound);
      this.kept = kept;
    }

    <T> CompletionStage<T> kept(Supplier<CompletionStage<T>> call) {
      return call.get()
          .whenComplete(
              (answer, failure) -> {
                if (failure != null
                    && StageFailure.cause(failure) instanceof RedisUnreachableException) {
                  kept.add(call::get);
                }
              });
    }

    @Override
    public CompletionStage<Optional<byte[]>> get(String key) {
      return super.get(key)
          .thenCompose(
              value -> {
                Supplier<CompletionStage<?>> next = kept.poll();
                return next == null ? done(value) : next.get().thenCompose(sent -> get(key));
              });
    }
  }

  /** As many as a machine has processors, and a few. */
  static RedisCommands answersByFewThreads(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public <T> CompletionStage<T> through(CompletionStage<T> stage) {
        // as late as an answer from a network is
        return stage.thenApplyAsync(
            answer -> answer, CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS, FEW));
      }
    };
  }

  /** It has two bytes for each character. */
  static RedisCommands cutsWideCharacters(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return sound.set(cut(key), value, options);
      }

      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return sound.get(cut(key));
      }

      @Override
      public CompletionStage<Long> delete(Collection<String> keys) {
        return sound.delete(keys.stream().map(this::cut).toList());
      }

      private String cut(String key) {
        String shorter = key;
        while (shorter.getBytes(UTF_8).length > 2 * key.length()) {
          shorter = shorter.substring(0, shorter.length() - 1);
        }
        return shorter;
      }
    };
  }

  static RedisCommands alwaysReceives(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public boolean isOnReceivingThread() {
        return true;
      }
    };
  }

  /** What is left of a list has too few entries. */
  static RedisCommands takesWhatIsCutForARefusal(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        return ifLost(
            sound.multiGet(keys),
            lost -> CompletableFuture.failedStage(new RedisRefusedException("UNEXPECTED", lost)));
      }
    };
  }

  /** Whoever closes it while it connects has closed nothing. */
  static final class Connecting extends ForwardingPort implements AutoCloseable {

    @SuppressWarnings("unused") // nobody closes it
    private final RawRedis connection;

    Connecting(RedisCommands sound, RespClient client) {
      super(sound);
      this.connection = client.connected();
    }

    @Override
    public void close() {}
  }

  /** Then nothing is there any more. */
  static RedisCommands runsScriptsAgain(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return ifLost(
            sound.eval(script, keys, arguments), lost -> sound.eval(script, keys, arguments));
      }
    };
  }

  private static <T> CompletionStage<T> ifLost(
      CompletionStage<T> call, Function<Throwable, CompletionStage<T>> instead) {
    return call.handle(
            (answer, failure) ->
                failure != null && StageFailure.cause(failure) instanceof RedisUnreachableException
                    ? instead.apply(failure)
                    : call)
        .thenCompose(stage -> stage);
  }

  /** It could not connect, after all. */
  static RedisCommands takesARefusedLogInForAnOutage(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return sound
            .get(key)
            .exceptionallyCompose(
                failure ->
                    CompletableFuture.failedStage(
                        StageFailure.cause(failure) instanceof RedisRefusedException
                            ? new RedisUnreachableException("not connected", failure)
                            : StageFailure.cause(failure)));
      }
    };
  }

  /** Of all ports together. */
  static RedisCommands waitsOnFewThreads(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return CompletableFuture.supplyAsync(() -> sound.get(key), FEW)
            .thenApplyAsync(waiting -> waiting.toCompletableFuture().join(), FEW);
      }
    };
  }

  /** Sends a command again whose arguments have been given back, until its time is up. */
  static RedisCommands repeatsInVain(RedisCommands sound, RespClient client) {
    Duration most = client.timeout().multipliedBy(3).dividedBy(4);
    return SendingPort.proxy(
        (method, arguments) -> {
          Object answer = method.invoke(sound, arguments);
          return answer instanceof CompletionStage<?> stage
              ? stage.exceptionallyCompose(failure -> failed(failure, most))
              : answer;
        });
  }

  private static <T> CompletionStage<T> failed(Throwable failure, Duration after) {
    Throwable cause = StageFailure.cause(failure);
    return cause instanceof RedisUnreachableException
        ? CompletableFuture.supplyAsync(
                () -> cause,
                CompletableFuture.delayedExecutor(after.toMillis(), TimeUnit.MILLISECONDS))
            .thenCompose(CompletableFuture::failedStage)
        : CompletableFuture.failedStage(cause);
  }

  /** A connection that has answered just now would have answered this one, too. */
  static RedisCommands takesALateAnswerForAnOutage(RedisCommands sound, RespClient client) {
    AtomicReference<Instant> answered = new AtomicReference<>(Instant.EPOCH);
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return super.get(key)
            .thenApply(
                found -> {
                  answered.set(Instant.now());
                  return found;
                });
      }

      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return super.set(key, value, options)
            .exceptionallyCompose(
                failure ->
                    CompletableFuture.failedStage(
                        StageFailure.cause(failure) instanceof RedisTimeoutException
                                && answered.get().plusSeconds(10).isAfter(Instant.now())
                            ? new RedisUnreachableException("no connection took it", failure)
                            : failure));
      }
    };
  }
}
