package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What is put before a client against outages: it sends again what was done, or gives up early. */
final class RepeatedCommands {

  /** How many failures in a row a circuit takes for an outage, and how long it lasts then. */
  private static final int MOST = 5;

  private static final long OPEN_NANOS = Duration.ofSeconds(10).toNanos();

  private RepeatedCommands() {}

  private static <T> CompletionStage<T> twice(Supplier<CompletionStage<T>> call) {
    return again(RedisTimeoutException.class, call);
  }

  private static <T> CompletionStage<T> again(
      Class<? extends RedisCommandException> after, Supplier<CompletionStage<T>> call) {
    return call.get()
        .exceptionallyCompose(
            failure ->
                after.isInstance(StageFailure.cause(failure))
                    ? call.get()
                    : CompletableFuture.failedFuture(StageFailure.cause(failure)));
  }

  static RedisCommands sendsScriptsAgain(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return twice(() -> super.eval(script, keys, arguments));
      }
    };
  }

  static RedisCommands sendsWritesAgain(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return twice(() -> super.set(key, value, options));
      }
    };
  }

  static RedisCommands deletesAgain(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Long> delete(Collection<String> keys) {
        return twice(() -> super.delete(keys));
      }
    };
  }

  /** To delete what is deleted does no harm. */
  static RedisCommands deletesAgainWhatWasCutOff(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return script == RedisScript.COMPARE_AND_DELETE || script == RedisScript.DELETE_AND_MARK
            ? again(RedisUnreachableException.class, () -> super.eval(script, keys, arguments))
            : super.eval(script, keys, arguments);
      }
    };
  }

  /** Takes some failures in a row for an outage, whatever they say. */
  private static final class Circuit {
    private final Predicate<Throwable> counts;
    private final AtomicInteger inARow = new AtomicInteger();
    private final AtomicLong openUntil = new AtomicLong(System.nanoTime());

    Circuit(Predicate<Throwable> counts) {
      this.counts = counts;
    }

    <T> CompletionStage<T> through(Supplier<CompletionStage<T>> call) {
      if (System.nanoTime() - openUntil.get() < 0) {
        return CompletableFuture.failedFuture(new RedisUnreachableException("open", null));
      }
      return call.get().whenComplete((done, failure) -> note(failure));
    }

    private void note(Throwable failure) {
      if (failure == null || !counts.test(StageFailure.cause(failure))) {
        inARow.set(0);
      } else if (inARow.incrementAndGet() >= MOST) {
        inARow.set(0);
        openUntil.set(System.nanoTime() + OPEN_NANOS);
      }
    }
  }

  static RedisCommands takesRefusalsForAnOutage(RedisCommands sound) {
    Circuit circuit = new Circuit(RedisRefusedException.class::isInstance);
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return circuit.through(() -> super.get(key));
      }

      @Override
      public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
        return circuit.through(() -> super.getAndExpire(key, ttl));
      }
    };
  }

  static SessionStore takesMistakesForAnOutage(SessionStore sound) {
    Circuit circuit = new Circuit(failure -> true);
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<SaveOutcome> update(Session session) {
        return circuit.through(() -> super.update(session));
      }

      @Override
      public CompletionStage<SaveOutcome> resave(Session session) {
        return circuit.through(() -> super.resave(session));
      }
    };
  }
}
