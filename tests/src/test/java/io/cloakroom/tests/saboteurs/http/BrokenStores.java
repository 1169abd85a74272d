package io.cloakroom.tests.saboteurs.http;

import io.cloakroom.session.Lookup;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tests.reference.Behaviour;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import io.cloakroom.tests.saboteurs.store.OverriddenStores;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Integrations over a store that is used, or does, wrongly. */
final class BrokenStores {

  private BrokenStores() {}

  private static Lookup lookup(Optional<Session> found) {
    return found.<Lookup>map(Lookup.Found::new).orElseGet(Lookup.Missing::new);
  }

  static final class SavesTwice extends Behaviour {
    @Override
    public SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<SaveOutcome> update(Session session) {
          return sound.resave(session).thenCompose(alive -> sound.resave(session));
        }
      };
    }
  }

  static final class AsksTwice extends Behaviour {
    @Override
    public SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Lookup> lookUp(SessionId id, @Nullable Duration maxAge) {
          return sound
              .lookUp(id, maxAge)
              .thenCompose(found -> sound.get(id).thenApply(again -> found));
        }
      };
    }
  }

  static final class KeepsTheOldIdAlive extends Behaviour {
    @Override
    public SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<SaveOutcome> regenerate(Session session, SessionId newId) {
          Session renamed = OverriddenStores.copy(session, newId);
          return sound.create(renamed);
        }
      };
    }
  }

  /** Takes what was set in a session that is gone for gone with it. */
  static final class LosesALateLogIn extends Behaviour {
    @Override
    public SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<SaveOutcome> regenerate(Session session, SessionId newId) {
          return sound
              .regenerate(session, newId)
              .whenComplete(
                  (renamed, failure) -> {
                    if (renamed == SaveOutcome.GONE) {
                      session.clear();
                    }
                  });
        }
      };
    }
  }

  static final class RegeneratesWhatIsGone extends Behaviour {
    @Override
    public SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<SaveOutcome> regenerate(Session session, SessionId newId) {
          return sound
              .regenerate(session, newId)
              .thenCompose(
                  renamed -> {
                    Session revived = OverriddenStores.copy(session, newId);
                    return renamed.isAlive()
                        ? CompletableFuture.completedStage(renamed)
                        : sound.create(revived);
                  });
        }
      };
    }
  }

  static final class DestroysNothing extends Behaviour {
    @Override
    public SessionStore store(SessionStore store) {
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
    public SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<SaveOutcome> update(Session session) {
          return sound.set(session);
        }
      };
    }
  }

  /** Only where there is something: the dead stay dead. */
  static final class OverwritesWhatIsThere extends Behaviour {
    @Override
    public SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<SaveOutcome> update(Session session) {
          return sound
              .get(session.id())
              .thenCompose(
                  found ->
                      found.isEmpty()
                          ? CompletableFuture.completedStage(SaveOutcome.GONE)
                          : sound.set(session));
        }
      };
    }
  }

  static final class NeverTouches extends Behaviour {
    @Override
    public SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Lookup> lookUp(SessionId id, @Nullable Duration maxAge) {
          return sound.get(id).thenApply(BrokenStores::lookup);
        }
      };
    }
  }

  static final class ReadsInTwoCommands extends Behaviour {
    @Override
    public SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Lookup> lookUp(SessionId id, @Nullable Duration maxAge) {
          return sound
              .get(id)
              .thenCompose(
                  found ->
                      found.isEmpty()
                          ? CompletableFuture.completedStage(new Lookup.Missing())
                          : sound.touch(found.get()).thenApply(alive -> lookup(found)));
        }
      };
    }
  }

  static final class RemembersWhatItRead extends Behaviour {
    @Override
    public SessionStore store(SessionStore store) {
      Map<SessionId, Lookup> read = new ConcurrentHashMap<>();
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Lookup> lookUp(SessionId id, @Nullable Duration maxAge) {
          Lookup before = read.get(id);
          return before != null
              ? CompletableFuture.completedStage(before)
              : sound
                  .lookUp(id, maxAge)
                  .thenApply(
                      found -> {
                        read.put(id, found);
                        return found;
                      });
        }
      };
    }
  }

  static final class SavesBeforeItDestroys extends Behaviour {
    @Override
    public SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Boolean> destroy(SessionId id) {
          return sound
              .get(id)
              .thenCompose(
                  found ->
                      found
                          .map(sound::resave)
                          .orElseGet(() -> CompletableFuture.completedStage(SaveOutcome.GONE)))
              .thenCompose(saved -> sound.destroy(id));
        }
      };
    }
  }

  static final class ForgetsWhatWasReplaced extends Behaviour {
    @Override
    public SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Boolean> wasReplaced(SessionId id) {
          return CompletableFuture.completedStage(false);
        }
      };
    }
  }

  static final class OnlyDestroysWhatItReplaces extends Behaviour {
    @Override
    public SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Boolean> retire(SessionId id) {
          return sound.destroy(id);
        }
      };
    }
  }

  static final class MarksWhatItDestroys extends Behaviour {
    @Override
    public SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Boolean> destroy(SessionId id) {
          return sound.retire(id);
        }
      };
    }
  }

  static final class TakesExpiredForDestroyed extends Behaviour {
    @Override
    public SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<SaveOutcome> update(Session session) {
          return sound
              .update(session)
              .thenApply(outcome -> outcome == SaveOutcome.EXPIRED ? SaveOutcome.GONE : outcome);
        }
      };
    }
  }

  static final class TakesEndedForExpired extends Behaviour {
    @Override
    public SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<SaveOutcome> update(Session session) {
          return sound
              .update(session)
              .thenApply(outcome -> outcome == SaveOutcome.ENDED ? SaveOutcome.EXPIRED : outcome);
        }
      };
    }
  }

  static final class EndsNoOthers extends Behaviour {
    @Override
    public SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Long> destroyAll(String user, SessionId... except) {
          return CompletableFuture.completedStage(0L);
        }
      };
    }
  }

  static final class EndsItselfToo extends Behaviour {
    @Override
    public SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Long> destroyAll(String user, SessionId... except) {
          return sound.destroyAll(user);
        }
      };
    }
  }

  static final class KeepsTheCookieAtANewId extends Behaviour {
    @Override
    public SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<SaveOutcome> regenerate(Session session, SessionId newId) {
          session.setCookie(session.storedCookie());
          return sound.regenerate(session, newId);
        }
      };
    }
  }

  static final class TakesUnreadableForMissing extends Behaviour {
    @Override
    public SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Lookup> lookUp(SessionId id, @Nullable Duration maxAge) {
          return sound
              .lookUp(id, maxAge)
              .thenApply(found -> found instanceof Lookup.Found ? found : new Lookup.Missing());
        }
      };
    }
  }

  /** After a record that it can't read, it finds nothing for as long as a request takes. */
  static final class StopsAtTheUnreadable extends Behaviour {
    @Override
    public SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        private boolean stopped;

        @Override
        public CompletionStage<Lookup> lookUp(SessionId id, @Nullable Duration maxAge) {
          return sound
              .lookUp(id, maxAge)
              .thenApply(
                  found -> {
                    boolean hidden = stopped;
                    stopped = found instanceof Lookup.Unreadable;
                    return hidden ? new Lookup.Missing() : found;
                  });
        }
      };
    }
  }

  /** Takes a session that was there when it was read for one that is there still. */
  static final class BelievesWhatItReadBefore extends Behaviour {
    @Override
    public SessionStore store(SessionStore store) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Lookup> lookUp(SessionId id) {
          return CompletableFuture.completedStage(new Lookup.Found(Session.create(id)));
        }
      };
    }
  }

  /** Every application of the JVM gets the first one's. */
  static final class SharedInTheJvm extends Behaviour {
    private SessionStore first;

    @Override
    public SessionStore store(SessionStore store) {
      first = first == null ? store : first;
      return first;
    }
  }
}
