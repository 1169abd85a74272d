package io.cloakroom.mock.http;

import com.sun.net.httpserver.HttpExchange;
import io.cloakroom.http.SessionData;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.tck.http.SessionOperations;
import java.util.ArrayList;
import java.util.List;

/** Integrations whose handlers get a session that does not do what it should. */
final class BrokenSessions {

  private BrokenSessions() {}

  /** Gives handlers something else than the engine's session. */
  abstract static class Changed extends Behaviour {
    abstract SessionOperations changed(SessionExchange sessions, HttpExchange http);

    @Override
    SessionOperations session(
        SessionOperations session, SessionExchange sessions, HttpExchange http) {
      return changed(sessions, http);
    }
  }

  static final class LoadsWhetherAskedOrNot extends Changed {
    @Override
    SessionOperations changed(SessionExchange sessions, HttpExchange http) {
      sessions.load().toCompletableFuture().join();
      return new EngineOperations(sessions::load);
    }
  }

  static final class CreatesOnRead extends Changed {
    @Override
    SessionOperations changed(SessionExchange sessions, HttpExchange http) {
      return new EngineOperations(sessions::load) {
        @Override
        public Object get(String name) {
          if (session().isNew()) {
            session().set("created", true);
          }
          return super.get(name);
        }
      };
    }
  }

  static final class ForgetsRemovals extends Changed {
    @Override
    SessionOperations changed(SessionExchange sessions, HttpExchange http) {
      return new EngineOperations(sessions::load) {
        @Override
        public void remove(String name) {}
      };
    }
  }

  static final class HandsOutCopies extends Changed {
    @Override
    SessionOperations changed(SessionExchange sessions, HttpExchange http) {
      return new EngineOperations(sessions::load) {
        @Override
        public Object get(String name) {
          return super.get(name) instanceof List<?> list ? new ArrayList<>(list) : super.get(name);
        }
      };
    }
  }

  static final class KeepsTheId extends Changed {
    @Override
    SessionOperations changed(SessionExchange sessions, HttpExchange http) {
      return new EngineOperations(sessions::load) {
        @Override
        public void regenerate(SessionData data) {}
      };
    }
  }

  static final class KeepsTheData extends Changed {
    @Override
    SessionOperations changed(SessionExchange sessions, HttpExchange http) {
      return new EngineOperations(sessions::load) {
        @Override
        public void regenerate(SessionData data) {
          super.regenerate(SessionData.KEEP);
        }
      };
    }
  }

  static final class IgnoresUnset extends Changed {
    @Override
    SessionOperations changed(SessionExchange sessions, HttpExchange http) {
      return new EngineOperations(sessions::load) {
        @Override
        public void unset() {}
      };
    }
  }

  static final class LeaksTheId extends Changed {
    @Override
    SessionOperations changed(SessionExchange sessions, HttpExchange http) {
      return new EngineOperations(sessions::load) {
        @Override
        public Object get(String name) {
          http.getResponseHeaders().set("X-Session", session().id().value());
          return super.get(name);
        }
      };
    }
  }
}
