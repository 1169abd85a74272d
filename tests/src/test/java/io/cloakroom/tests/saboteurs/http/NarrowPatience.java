package io.cloakroom.tests.saboteurs.http;

import com.sun.net.httpserver.HttpExchange;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionHeaders;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.tck.http.application.SessionOperations;
import io.cloakroom.tests.reference.Behaviour;
import io.cloakroom.tests.reference.EngineOperations;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Integrations that are done with a Redis that is slow, or with a visitor who has gone. */
final class NarrowPatience {

  private NarrowPatience() {}

  static Behaviour waitsHalfASecondForSaves() {
    return new Behaviour() {
      @Override
      public void commit(SessionExchange sessions, HttpExchange http) {
        add(
            sessions
                .commit()
                .toCompletableFuture()
                .completeOnTimeout(SessionHeaders.NONE, 500, TimeUnit.MILLISECONDS)
                .join(),
            http);
      }
    };
  }

  static Behaviour turnsSlowSavesIntoErrors() {
    return new Behaviour() {
      @Override
      public void commit(SessionExchange sessions, HttpExchange http) {
        add(
            sessions
                .commit()
                .toCompletableFuture()
                .orTimeout(1, TimeUnit.SECONDS)
                .exceptionally(
                    failure -> {
                      throw new RedisTimeoutException("No answer within a second", failure);
                    })
                .join(),
            http);
      }
    };
  }

  static Behaviour takesSlowLoadsForNoSession() {
    return new Behaviour() {
      @Override
      public SessionOperations session(
          SessionOperations session, SessionExchange sessions, HttpExchange http) {
        return new EngineOperations(sessions::load) {
          @Override
          public Object get(String name) {
            return sessions
                .load()
                .toCompletableFuture()
                .copy()
                .thenApply(loaded -> loaded.get(name))
                .completeOnTimeout(null, 1, TimeUnit.SECONDS)
                .join();
          }
        };
      }
    };
  }

  static Behaviour leavesLostRequestsOpen() {
    return new Behaviour() {
      @Override
      public void aborted(SessionExchange sessions) {}
    };
  }

  static Behaviour savesOnlyWhatWasSent() {
    return new Behaviour() {
      private final Set<SessionExchange> unsaved = ConcurrentHashMap.newKeySet();

      @Override
      public void commit(SessionExchange sessions, HttpExchange http) {
        if (sessions.mayHaveSession()) {
          unsaved.add(sessions);
        } else {
          super.commit(sessions, http);
        }
      }

      @Override
      public void complete(SessionExchange sessions) {
        if (unsaved.remove(sessions)) {
          sessions.commit().toCompletableFuture().join();
        }
        super.complete(sessions);
      }

      @Override
      public void aborted(SessionExchange sessions) {
        unsaved.remove(sessions);
      }
    };
  }

  /** One request of a session at a time, which takes a turn that is not given back. */
  static Behaviour letsNobodyInAfterALostRequest() {
    return new Behaviour() {
      private final Set<Object> lost = ConcurrentHashMap.newKeySet();

      @Override
      public SessionOperations session(
          SessionOperations session, SessionExchange sessions, HttpExchange http) {
        if (sessions.requestedId().filter(lost::contains).isPresent()) {
          throw new IllegalStateException("Another request of the session is under way");
        }
        return session;
      }

      @Override
      public void aborted(SessionExchange sessions) {
        sessions.requestedId().ifPresent(lost::add);
        super.aborted(sessions);
      }
    };
  }

  private static Behaviour hidingFailedSaves(Predicate<HttpExchange> where) {
    return new Behaviour() {
      @Override
      public void commit(SessionExchange sessions, HttpExchange http) {
        try {
          super.commit(sessions, http);
        } catch (RuntimeException e) {
          if (!where.test(http)) {
            throw e;
          }
        }
      }
    };
  }

  /** An error is an error, whatever else went wrong. */
  static Behaviour hidesFailedSavesBehindErrors() {
    return hidingFailedSaves(http -> MistakenRequests.status(http) >= 400);
  }

  static Behaviour hidesFailedSavesOfForwards() {
    return hidingFailedSaves(http -> UnexpectedRequests.asksFor(http, "end=FORWARD"));
  }

  /** What fails while a failure is answered ends the connection. */
  static Behaviour answersNothingWhereAnErrorCannotBeSaved() {
    return new Behaviour() {
      @Override
      public void commit(SessionExchange sessions, HttpExchange http) {
        try {
          super.commit(sessions, http);
        } catch (RuntimeException e) {
          if (UnexpectedRequests.asksFor(http, "end=THROW")) {
            http.close();
          }
          throw e;
        }
      }
    };
  }
}
