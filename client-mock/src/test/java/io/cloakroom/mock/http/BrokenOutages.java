package io.cloakroom.mock.http;

import com.sun.net.httpserver.HttpExchange;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.mock.ForwardingStore;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.http.SessionOperations;
import java.time.Duration;
import java.util.Optional;
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
    SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Optional<Session>> getAndTouch(
            SessionId id, @Nullable Duration maxAge) {
          return sound.getAndTouch(id, maxAge).exceptionally(failure -> Optional.empty());
        }
      };
    }
  }

  static final class PretendsToSave extends Behaviour {
    @Override
    void commit(SessionExchange sessions, HttpExchange http) {
      try {
        super.commit(sessions, http);
      } catch (CompletionException e) {
        // as an integration does that has written its response already
      }
    }
  }

  static final class PretendsToLogOut extends Behaviour {
    @Override
    SessionStore store(SessionStore store) {
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
    SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        private volatile CompletionStage<Optional<Session>> failed;

        @Override
        public CompletionStage<Optional<Session>> getAndTouch(
            SessionId id, @Nullable Duration maxAge) {
          if (failed != null) {
            return failed;
          }
          CompletionStage<Optional<Session>> found = sound.getAndTouch(id, maxAge);
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
    ExecutorService threads() {
      return Executors.newFixedThreadPool(64);
    }
  }

  static final class NeverTells extends BrokenSessions.Changed {
    @Override
    SessionOperations changed(SessionExchange sessions, HttpExchange http) {
      return new EngineOperations(sessions::load) {
        @Override
        public boolean isAvailable() {
          return true;
        }
      };
    }
  }
}
