package io.cloakroom.mock.http;

import io.cloakroom.mock.ForwardingStore;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Integrations over a store that is used, or does, wrongly. */
final class BrokenStores {

  private BrokenStores() {}

  static final class SavesTwice extends Behaviour {
    @Override
    SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Boolean> update(Session session) {
          return sound.update(session).thenCompose(alive -> sound.update(session));
        }
      };
    }
  }

  static final class AsksTwice extends Behaviour {
    @Override
    SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Optional<Session>> getAndTouch(
            SessionId id, @Nullable Duration maxAge) {
          return sound
              .getAndTouch(id, maxAge)
              .thenCompose(
                  found ->
                      found.isPresent() ? CompletableFuture.completedStage(found) : sound.get(id));
        }
      };
    }
  }

  static final class KeepsTheOldIdAlive extends Behaviour {
    @Override
    SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Optional<Session>> regenerate(Session session, SessionId newId) {
          Session renamed = session.withId(newId);
          return sound.create(renamed).thenApply(created -> Optional.of(renamed));
        }
      };
    }
  }

  /** Takes what was set in a session that is gone for gone with it. */
  static final class LosesALateLogIn extends Behaviour {
    @Override
    SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Optional<Session>> regenerate(Session session, SessionId newId) {
          return sound
              .regenerate(session, newId)
              .whenComplete(
                  (renamed, failure) -> {
                    if (renamed != null && renamed.isEmpty()) {
                      session.clear();
                    }
                  });
        }
      };
    }
  }

  static final class RegeneratesWhatIsGone extends Behaviour {
    @Override
    SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Optional<Session>> regenerate(Session session, SessionId newId) {
          return sound
              .regenerate(session, newId)
              .thenCompose(
                  renamed -> {
                    Session revived = session.withId(newId);
                    return renamed.isPresent()
                        ? CompletableFuture.completedStage(renamed)
                        : sound.create(revived).thenApply(created -> Optional.of(revived));
                  });
        }
      };
    }
  }

  static final class DestroysNothing extends Behaviour {
    @Override
    SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Boolean> destroy(SessionId id) {
          return CompletableFuture.completedStage(true);
        }
      };
    }
  }

  static final class OverwritesOnUpdate extends Behaviour {
    @Override
    SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Boolean> update(Session session) {
          return sound.set(session).thenApply(nothing -> true);
        }
      };
    }
  }

  /** Only where there is something: the dead stay dead. */
  static final class OverwritesWhatIsThere extends Behaviour {
    @Override
    SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Boolean> update(Session session) {
          return sound
              .get(session.id())
              .thenCompose(
                  found ->
                      found.isEmpty()
                          ? CompletableFuture.completedStage(false)
                          : sound.set(session).thenApply(nothing -> true));
        }
      };
    }
  }

  static final class NeverTouches extends Behaviour {
    @Override
    SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Optional<Session>> getAndTouch(
            SessionId id, @Nullable Duration maxAge) {
          return sound.get(id);
        }
      };
    }
  }

  static final class ReadsInTwoCommands extends Behaviour {
    @Override
    SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Optional<Session>> getAndTouch(
            SessionId id, @Nullable Duration maxAge) {
          return sound
              .get(id)
              .thenCompose(
                  found ->
                      found.isEmpty()
                          ? CompletableFuture.completedStage(found)
                          : sound.touch(found.get()).thenApply(alive -> found));
        }
      };
    }
  }

  static final class SavesBeforeItDestroys extends Behaviour {
    @Override
    SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Boolean> destroy(SessionId id) {
          return sound
              .get(id)
              .thenCompose(
                  found ->
                      found
                          .map(sound::update)
                          .orElseGet(() -> CompletableFuture.completedStage(false)))
              .thenCompose(saved -> sound.destroy(id));
        }
      };
    }
  }

  /** Every application of the JVM gets the first one's. */
  static final class SharedInTheJvm extends Behaviour {
    private SessionStore first;

    @Override
    SessionStore store(SessionStore store) {
      first = first == null ? store : first;
      return first;
    }
  }
}
