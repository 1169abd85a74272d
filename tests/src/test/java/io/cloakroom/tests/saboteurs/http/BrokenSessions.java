package io.cloakroom.tests.saboteurs.http;

import com.sun.net.httpserver.HttpExchange;
import io.cloakroom.http.SessionData;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.http.application.SessionOperations;
import io.cloakroom.tests.reference.Behaviour;
import io.cloakroom.tests.reference.EngineOperations;
import java.util.ArrayList;
import java.util.List;

/** Integrations whose handlers get a session that does not do what it should. */
final class BrokenSessions {

  private BrokenSessions() {}

  /** Gives handlers something else than the engine's session. */
  abstract static class Changed extends Behaviour {
    abstract SessionOperations changed(SessionExchange sessions, HttpExchange http);

    @Override
    public SessionOperations session(
        SessionOperations session, SessionExchange sessions, HttpExchange http) {
      return changed(sessions, http);
    }
  }

  static final class LoadsWhetherAskedOrNot extends Changed {
    @Override
    public SessionOperations changed(SessionExchange sessions, HttpExchange http) {
      sessions.load().toCompletableFuture().join();
      return new EngineOperations(sessions::load);
    }
  }

  /** Counts what it has read, whatever others have counted since. */
  static final class CountsWhatItHasRead extends Changed {
    @Override
    public SessionOperations changed(SessionExchange sessions, HttpExchange http) {
      return new EngineOperations(sessions::load) {
        @Override
        public void count(String name) {
          set(name, get(name) instanceof Integer count ? count + 1 : 1);
        }
      };
    }
  }

  static final class ShowsASessionToEverybody extends Changed {
    @Override
    public SessionOperations changed(SessionExchange sessions, HttpExchange http) {
      return new EngineOperations(sessions::load) {
        @Override
        public boolean exists() {
          return true;
        }
      };
    }
  }

  /** Shows one for every cookie with a right signature, as if an unloaded session were one. */
  static final class ShowsWhatItHasNotLoaded extends Changed {
    @Override
    public SessionOperations changed(SessionExchange sessions, HttpExchange http) {
      return new EngineOperations(sessions::load) {
        @Override
        public boolean exists() {
          return sessions.mayHaveSession();
        }
      };
    }
  }

  static final class CreatesOnRead extends Changed {
    @Override
    public SessionOperations changed(SessionExchange sessions, HttpExchange http) {
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
    public SessionOperations changed(SessionExchange sessions, HttpExchange http) {
      return new EngineOperations(sessions::load) {
        @Override
        public void remove(String name) {}
      };
    }
  }

  static final class HandsOutCopies extends Changed {
    @Override
    public SessionOperations changed(SessionExchange sessions, HttpExchange http) {
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
    public SessionOperations changed(SessionExchange sessions, HttpExchange http) {
      return new EngineOperations(sessions::load) {
        @Override
        public void regenerate(SessionData data) {}
      };
    }
  }

  /** Stores a session under the new id where the engine refuses to give one. */
  static final class StoresWhatNoCookieReaches extends Changed {
    private SessionStore store;

    @Override
    public SessionStore store(SessionStore sound) {
      store = sound;
      return sound;
    }

    @Override
    public SessionOperations changed(SessionExchange sessions, HttpExchange http) {
      return new EngineOperations(sessions::load) {
        @Override
        public void regenerate(SessionData data) {
          try {
            super.regenerate(data);
          } catch (IllegalStateException e) {
            store.blocking().set(Session.create(SessionId.random(), session().cookie()));
          }
        }
      };
    }
  }

  static final class KeepsTheData extends Changed {
    @Override
    public SessionOperations changed(SessionExchange sessions, HttpExchange http) {
      return new EngineOperations(sessions::load) {
        @Override
        public void regenerate(SessionData data) {
          super.regenerate(SessionData.KEEP);
        }
      };
    }
  }

  /** Ends all sessions but that with the id it will have, which is no other's yet. */
  static final class EndsOthersAtOnce extends Changed {
    private SessionStore store;

    @Override
    public SessionStore store(SessionStore sound) {
      store = sound;
      return sound;
    }

    @Override
    public SessionOperations changed(SessionExchange sessions, HttpExchange http) {
      return new EngineOperations(sessions::load) {
        @Override
        public void destroyOthers() {
          if (get("user") instanceof String user) {
            store.blocking().destroyAll(user, session().id());
          }
          session().regenerate(SessionData.KEEP);
        }
      };
    }
  }

  static final class IgnoresUnset extends Changed {
    @Override
    public SessionOperations changed(SessionExchange sessions, HttpExchange http) {
      return new EngineOperations(sessions::load) {
        @Override
        public void unset() {}
      };
    }
  }

  static final class LeaksTheId extends Changed {
    @Override
    public SessionOperations changed(SessionExchange sessions, HttpExchange http) {
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
