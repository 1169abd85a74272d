package io.cloakroom.tests.saboteurs.http;

import com.sun.net.httpserver.HttpExchange;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.session.Lookup;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.http.application.SessionOperations;
import io.cloakroom.tests.reference.Behaviour;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What integrations do where requests come at a time, and where Redis is away for long. */
final class SeldomTimes {

  private SeldomTimes() {}

  private static Behaviour over(Function<SessionStore, SessionStore> breaking) {
    return new Behaviour() {
      @Override
      public SessionStore store(SessionStore store) {
        return breaking.apply(store);
      }
    };
  }

  static Behaviour forwardsBySharedField() {
    return new Behaviour() {
      private volatile SessionOperations current;

      @Override
      public SessionOperations session(
          SessionOperations session, SessionExchange sessions, HttpExchange http) {
        current = session;
        return session;
      }

      @Override
      public SessionOperations forwarded(
          SessionOperations session, SessionExchange sessions, HttpExchange http) {
        return current;
      }
    };
  }

  static Behaviour commitsOneAtATime() {
    return new Behaviour() {
      @Override
      public void commit(SessionExchange sessions, HttpExchange http) {
        synchronized (this) {
          super.commit(sessions, http);
        }
      }
    };
  }

  static Behaviour breaksTheCircuit() {
    return over(
        store ->
            new ForwardingStore(store) {
              private int failures;
              private long openUntil;

              @Override
              public CompletionStage<Lookup> lookUp(SessionId id, @Nullable Duration maxAge) {
                synchronized (this) {
                  if (failures >= 5 && System.nanoTime() < openUntil) {
                    return CompletableFuture.failedStage(
                        new RedisUnreachableException("The circuit is open", null));
                  }
                }
                return super.lookUp(id, maxAge)
                    .whenComplete((found, failure) -> note(failure != null));
              }

              private synchronized void note(boolean failed) {
                failures = failed ? failures + 1 : 0;
                openUntil = System.nanoTime() + Duration.ofSeconds(10).toNanos();
              }
            });
  }

  /** A lookup that fails does not give its permit back. */
  static Behaviour losesPermits() {
    return over(
        store ->
            new ForwardingStore(store) {
              private final Semaphore permits = new Semaphore(100);

              @Override
              public CompletionStage<Lookup> lookUp(SessionId id, @Nullable Duration maxAge) {
                if (!permits.tryAcquire()) {
                  return CompletableFuture.failedStage(
                      new RedisUnreachableException("Too many requests ask for sessions", null));
                }
                return super.lookUp(id, maxAge)
                    .thenApply(
                        found -> {
                          permits.release();
                          return found;
                        });
              }
            });
  }

  private static <T> CompletionStage<T> twice(Supplier<CompletionStage<T>> asked) {
    return asked
        .get()
        .exceptionallyCompose(
            failure ->
                StageFailure.cause(failure) instanceof RedisTimeoutException
                    ? asked.get()
                    : CompletableFuture.failedStage(failure));
  }

  static Behaviour looksUpAgainAfterATimeout() {
    return over(
        store ->
            new ForwardingStore(store) {
              @Override
              public CompletionStage<Lookup> lookUp(SessionId id, @Nullable Duration maxAge) {
                return twice(() -> sound.lookUp(id, maxAge));
              }
            });
  }

  static Behaviour savesAgainAfterATimeout() {
    return over(
        store ->
            new ForwardingStore(store) {
              @Override
              public CompletionStage<SaveOutcome> update(Session session) {
                return twice(() -> sound.update(session));
              }
            });
  }

  /** Lookups of one session that are under way together get one session object. */
  static Behaviour sharesLookUps() {
    return over(
        store ->
            new ForwardingStore(store) {
              private final Map<SessionId, CompletableFuture<Lookup>> underWay =
                  new ConcurrentHashMap<>();

              @Override
              public CompletionStage<Lookup> lookUp(SessionId id, @Nullable Duration maxAge) {
                CompletableFuture<Lookup> own = new CompletableFuture<>();
                CompletableFuture<Lookup> others = underWay.putIfAbsent(id, own);
                if (others != null) {
                  return others;
                }
                super.lookUp(id, maxAge)
                    .whenComplete(
                        (found, failure) -> {
                          underWay.remove(id);
                          if (failure == null) {
                            own.complete(found);
                          } else {
                            own.completeExceptionally(StageFailure.cause(failure));
                          }
                        });
                return own;
              }
            });
  }
}
