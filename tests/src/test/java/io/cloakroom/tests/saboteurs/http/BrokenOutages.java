package io.cloakroom.tests.saboteurs.http;

import com.sun.net.httpserver.HttpExchange;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.session.Lookup;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.http.application.SessionOperations;
import io.cloakroom.tests.reference.Behaviour;
import io.cloakroom.tests.reference.EngineOperations;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Integrations that take a Redis that is away for something else. */
final class BrokenOutages {

  private BrokenOutages() {}

  static final class TakesItForLoggedOut extends Behaviour {
    @Override
    public SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Lookup> lookUp(SessionId id, @Nullable Duration maxAge) {
          return sound.lookUp(id, maxAge).exceptionally(failure -> new Lookup.Missing());
        }
      };
    }
  }

  static final class PretendsToSave extends Behaviour {
    @Override
    public void commit(SessionExchange sessions, HttpExchange http) {
      try {
        super.commit(sessions, http);
      } catch (CompletionException e) {
        // as an integration does that has written its response already
      }
    }
  }

  static final class PretendsToLogOut extends Behaviour {
    @Override
    public SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Boolean> destroy(SessionId id) {
          return sound.destroy(id).exceptionally(failure -> true);
        }
      };
    }
  }

  static final class NeverComesBack extends Behaviour {
    @Override
    public SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        private volatile CompletionStage<Lookup> failed;

        @Override
        public CompletionStage<Lookup> lookUp(SessionId id, @Nullable Duration maxAge) {
          if (failed != null) {
            return failed;
          }
          CompletionStage<Lookup> found = sound.lookUp(id, maxAge);
          return found.whenComplete(
              (session, failure) -> {
                if (failure != null) {
                  failed = found;
                }
              });
        }
      };
    }
  }

  /** As many as wait for a silent Redis, and none for anybody else. */
  static final class HasFewThreads extends Behaviour {
    @Override
    public ExecutorService threads() {
      return Executors.newFixedThreadPool(64);
    }
  }

  static final class NeverTells extends BrokenSessions.Changed {
    @Override
    public SessionOperations changed(SessionExchange sessions, HttpExchange http) {
      return new EngineOperations(sessions::load) {
        @Override
        public boolean isAvailable() {
          return true;
        }
      };
    }
  }

  static final class CallsEveryRefusalAnOutage extends Behaviour {
    @Override
    public SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Lookup> lookUp(SessionId id, @Nullable Duration maxAge) {
          return sound
              .lookUp(id, maxAge)
              .exceptionallyCompose(
                  failure ->
                      CompletableFuture.failedStage(
                          new RedisUnreachableException("Redis does not answer", failure)));
        }
      };
    }
  }
}
