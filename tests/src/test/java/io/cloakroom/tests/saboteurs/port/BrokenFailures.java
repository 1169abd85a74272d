package io.cloakroom.tests.saboteurs.port;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import io.cloakroom.tests.saboteurs.Rendezvous;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Ports that fail wrongly, or don't get over a failure. */
final class BrokenFailures {

  private BrokenFailures() {}

  static RedisCommands takesRefusedForUnreachable(RedisCommands sound) {
    return failing(
        sound,
        failure ->
            failure instanceof RedisRefusedException
                ? new RedisUnreachableException("mistaken", failure)
                : failure);
  }

  static RedisCommands takesATimeoutForUnreachable(RedisCommands sound) {
    return failing(
        sound,
        failure ->
            failure instanceof RedisTimeoutException
                ? new RedisUnreachableException("mistaken", failure)
                : failure);
  }

  static RedisCommands takesUnreachableForATimeout(RedisCommands sound) {
    return failing(
        sound,
        failure ->
            failure instanceof RedisUnreachableException
                ? new RedisTimeoutException("mistaken", failure)
                : failure);
  }

  static RedisCommands letsTheClientsExceptionsThrough(RedisCommands sound) {
    return failing(
        sound,
        failure ->
            failure instanceof RedisCommandException && failure.getCause() != null
                ? failure.getCause()
                : failure);
  }

  static RedisCommands takesUnreachableForMissing(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return sound.get(key).exceptionally(failure -> Optional.empty());
      }
    };
  }

  /** Its timeout is not the one that was configured. */
  static RedisCommands failsLate(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public <T> CompletionStage<T> through(CompletionStage<T> stage) {
        if (!stage.toCompletableFuture().isCompletedExceptionally()) {
          return stage;
        }
        CompletableFuture<T> late = new CompletableFuture<>();
        CompletableFuture.delayedExecutor(5, TimeUnit.SECONDS)
            .execute(() -> late.completeExceptionally(cause(stage)));
        return late;
      }
    };
  }

  static RedisCommands neverRecovers(RedisCommands sound) {
    AtomicReference<Throwable> first = new AtomicReference<>();
    return new ForwardingPort(sound) {
      @Override
      public <T> CompletionStage<T> through(CompletionStage<T> stage) {
        if (stage.toCompletableFuture().isCompletedExceptionally()
            && cause(stage) instanceof RedisUnreachableException away) {
          first.compareAndSet(null, away);
        }
        return first.get() == null ? stage : CompletableFuture.failedFuture(first.get());
      }
    };
  }

  /** Hands every thread the answer of another. */
  static RedisCommands crossesReplies(RedisCommands sound) {
    Rendezvous meeting = new Rendezvous();
    return new ForwardingPort(sound) {
      @Override
      @SuppressWarnings("unchecked")
      public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
        CompletionStage<Optional<byte[]>> mine = sound.getAndExpire(key, ttl);
        return (CompletionStage<Optional<byte[]>>) meeting.exchange(mine).orElse(mine);
      }
    };
  }

  /** Leaves the answer that nobody waited for to whoever asks next. */
  static RedisCommands leavesACancelledAnswerBehind(RedisCommands sound) {
    AtomicReference<CompletableFuture<Optional<byte[]>>> last = new AtomicReference<>();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        CompletableFuture<Optional<byte[]>> answer = new CompletableFuture<>();
        CompletableFuture<Optional<byte[]>> before = last.getAndSet(answer);
        Optional<byte[]> found = now(sound.get(key));
        if (before != null && before.isCancelled()) {
          return done(Optional.of(new byte[] {'?'}));
        }
        CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS)
            .execute(() -> answer.complete(found));
        return answer;
      }
    };
  }

  static RedisCommands breaksWhenInterrupted(RedisCommands sound) {
    AtomicBoolean broken = new AtomicBoolean();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        if (Thread.currentThread().isInterrupted()) {
          broken.set(true);
        }
        return broken.get()
            ? CompletableFuture.failedFuture(new RedisUnreachableException("broken", null))
            : sound.get(key);
      }
    };
  }

  /** Has eight connections, and gives none back over which the server refused something. */
  static RedisCommands keepsTheConnectionOfARefusal(RedisCommands sound) {
    AtomicInteger left = new AtomicInteger(8);
    return new ForwardingPort(sound) {
      @Override
      public <T> CompletionStage<T> through(CompletionStage<T> stage) {
        if (left.get() <= 0) {
          return CompletableFuture.failedFuture(new RedisUnreachableException("exhausted", null));
        }
        return stage.whenComplete(
            (answer, failure) -> {
              if (failure != null && unwrapped(failure) instanceof RedisRefusedException) {
                left.decrementAndGet();
              }
            });
      }
    };
  }

  private static RedisCommands failing(RedisCommands sound, Function<Throwable, Throwable> change) {
    return new ForwardingPort(sound) {
      @Override
      public <T> CompletionStage<T> through(CompletionStage<T> stage) {
        return stage.exceptionallyCompose(
            failure -> CompletableFuture.failedFuture(change.apply(unwrapped(failure))));
      }
    };
  }

  private static Throwable cause(CompletionStage<?> failed) {
    return failed.handle((answer, failure) -> unwrapped(failure)).toCompletableFuture().join();
  }

  private static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
