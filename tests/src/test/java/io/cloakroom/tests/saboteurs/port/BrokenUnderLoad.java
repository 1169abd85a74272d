package io.cloakroom.tests.saboteurs.port;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** Ports that go wrong in one method only, or after many failures, or with many threads. */
final class BrokenUnderLoad {

  private BrokenUnderLoad() {}

  static RedisCommands hidesTheCause(RedisCommands sound) {
    return failing(
        sound,
        failure ->
            failure instanceof RedisRefusedException refused
                ? new RedisRefusedException(refused.code() + " refused", null)
                : failure);
  }

  static RedisCommands takesALoadingScanForARefusal(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        return failed(
            super.scan(prefix, cursor, count),
            failure ->
                failure instanceof RedisUnreachableException
                    ? new RedisRefusedException("LOADING", failure)
                    : failure);
      }
    };
  }

  static RedisCommands takesASilentMultiGetForUnreachable(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        return failed(
            super.multiGet(keys),
            failure ->
                failure instanceof RedisTimeoutException
                    ? new RedisUnreachableException("silent", failure)
                    : failure);
      }
    };
  }

  /** Where several reads are under way, a read brings what another one read. */
  static RedisCommands mixesUpReadsUnderLoad(RedisCommands sound) {
    AtomicInteger underWay = new AtomicInteger();
    AtomicReference<Optional<byte[]>> another = new AtomicReference<>(Optional.empty());
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        int now = underWay.incrementAndGet();
        return super.get(key)
            .thenApply(
                value -> {
                  underWay.decrementAndGet();
                  Optional<byte[]> before = another.getAndSet(value);
                  return now > 1 ? before : value;
                });
      }
    };
  }

  static RedisCommands losesAConnectionAtEachRefusal(RedisCommands sound) {
    return losingConnections(sound, 100, RedisRefusedException.class);
  }

  static RedisCommands losesAConnectionAtEachCut(RedisCommands sound) {
    return losingConnections(sound, 15, RedisUnreachableException.class);
  }

  static RedisCommands losesAConnectionAtEachCancellation(RedisCommands sound) {
    AtomicInteger left = new AtomicInteger(50);
    return new ForwardingPort(sound) {
      @Override
      public <T> CompletionStage<T> through(CompletionStage<T> stage) {
        if (left.get() <= 0) {
          return CompletableFuture.failedFuture(new RedisUnreachableException("exhausted", null));
        }
        CompletableFuture<T> late =
            new CompletableFuture<>() {
              @Override
              public boolean cancel(boolean interrupting) {
                left.decrementAndGet();
                return super.cancel(interrupting);
              }
            };
        stage.whenCompleteAsync(
            (answer, failure) -> {
              if (failure == null) {
                late.complete(answer);
              } else {
                late.completeExceptionally(failure);
              }
            },
            CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS));
        return late;
      }
    };
  }

  static RedisCommands swallowsInterrupts(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      @SuppressWarnings("ResultOfMethodCallIgnored") // to forget it is the fault
      public <T> CompletionStage<T> through(CompletionStage<T> stage) {
        Thread.interrupted();
        return stage;
      }
    };
  }

  private static RedisCommands losingConnections(
      RedisCommands sound, int connections, Class<? extends RuntimeException> at) {
    AtomicInteger left = new AtomicInteger(connections);
    return new ForwardingPort(sound) {
      @Override
      public <T> CompletionStage<T> through(CompletionStage<T> stage) {
        if (left.get() <= 0) {
          return CompletableFuture.failedFuture(new RedisUnreachableException("exhausted", null));
        }
        return failed(
            stage,
            failure -> {
              if (at.isInstance(failure)) {
                left.decrementAndGet();
              }
              return failure;
            });
      }
    };
  }

  private static RedisCommands failing(RedisCommands sound, UnaryOperator<Throwable> change) {
    return new ForwardingPort(sound) {
      @Override
      public <T> CompletionStage<T> through(CompletionStage<T> stage) {
        return failed(stage, change);
      }
    };
  }

  private static <T> CompletionStage<T> failed(
      CompletionStage<T> stage, UnaryOperator<Throwable> change) {
    return stage.exceptionallyCompose(
        failure ->
            CompletableFuture.failedStage(
                change.apply(
                    failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure)));
  }
}
