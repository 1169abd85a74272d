package io.cloakroom.mock;

import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.serializer.UnreadableRecordException;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionConflictException;
import io.cloakroom.session.SessionCookie;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Stores whose verbs about one session are broken. */
final class BrokenStores {

  private BrokenStores() {}

  static SessionStore throwsOnMissing(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Optional<Session>> get(SessionId id) {
        return super.get(id)
            .thenApply(found -> Optional.of(found.orElseThrow(NoSuchElementException::new)));
      }
    };
  }

  static SessionStore createsWhatItDoesNotKnow(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Optional<Session>> getAndTouch(
          SessionId id, @Nullable Duration maxAge) {
        return super.getAndTouch(id, maxAge)
            .thenApply(found -> found.or(() -> Optional.of(emptySession(id))));
      }
    };
  }

  static SessionStore takesNullForUnknown(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Optional<Session>> get(SessionId id) {
        return id == null ? Forwarding.done(Optional.empty()) : super.get(id);
      }
    };
  }

  static SessionStore ignoresTheCookiesExpiry(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> create(Session session) {
        return super.create(withoutExpiry(session));
      }
    };
  }

  static SessionStore leavesWhatHasEnded(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> update(Session session) {
        return session.cookie().expires() == null ? super.update(session) : Forwarding.done(false);
      }
    };
  }

  static SessionStore createsWhatHasEnded(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> create(Session session) {
        boolean ended = Duration.ZERO.equals(session.cookie().maxAge());
        return super.create(ended ? withoutExpiry(session) : session);
      }
    };
  }

  static SessionStore removesWhatIsThereWhenItCreates(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> create(Session session) {
        boolean ended = Duration.ZERO.equals(session.cookie().maxAge());
        return ended ? destroy(session.id()) : super.create(session);
      }
    };
  }

  static SessionStore readsBeforeItMoves(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Optional<Session>> regenerate(Session session, SessionId newId) {
        return get(session.id()).thenCompose(found -> super.regenerate(session, newId));
      }
    };
  }

  static SessionStore updatesByOverwriting(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> update(Session session) {
        return set(session).thenApply(done -> true);
      }
    };
  }

  static SessionStore createsByOverwriting(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> create(Session session) {
        return set(session).thenApply(done -> true);
      }
    };
  }

  static SessionStore tellsNobodyThatASessionIsGone(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> update(Session session) {
        return super.update(session).thenApply(alive -> true);
      }
    };
  }

  static SessionStore regeneratesWhatIsGone(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Optional<Session>> regenerate(Session session, SessionId newId) {
        return super.regenerate(session, newId)
            .thenCompose(
                done -> {
                  Session renamed = session.withId(newId);
                  return done.isPresent()
                      ? Forwarding.done(done)
                      : create(renamed).thenApply(created -> done);
                });
      }
    };
  }

  static SessionStore letsTheLastWriteWin(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> update(Session session) {
        return get(session.id())
            .thenCompose(
                found ->
                    found.isPresent()
                        ? set(session).thenApply(done -> true)
                        : Forwarding.done(false));
      }
    };
  }

  static SessionStore overwritesInTheEnd(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> update(Session session) {
        return super.update(session)
            .exceptionallyCompose(
                failure ->
                    cause(failure) instanceof SessionConflictException
                        ? set(session).thenCompose(done -> CompletableFuture.failedStage(failure))
                        : CompletableFuture.failedStage(failure));
      }
    };
  }

  static SessionStore forgetsWhatItDidNotSave(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> update(Session session) {
        return super.update(session)
            .whenComplete(
                (alive, failure) -> {
                  if (failure != null) {
                    session.clear();
                  }
                });
      }
    };
  }

  static SessionStore letsGoOfWhatWasHandedOut(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> update(Session session) {
        return super.update(session)
            .thenApply(
                alive -> {
                  session.attributes().forEach((name, value) -> session.set(name, copy(value)));
                  return alive;
                });
      }
    };
  }

  static SessionStore explainsNoRefusal(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> update(Session session) {
        return super.update(session)
            .exceptionallyCompose(
                failure ->
                    CompletableFuture.failedStage(
                        cause(failure) instanceof RedisRefusedException refused
                            ? new RedisRefusedException(refused.code(), failure)
                            : failure));
      }
    };
  }

  static SessionStore touchCreates(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> touch(Session session) {
        return super.touch(session)
            .thenCompose(
                alive ->
                    alive
                        ? Forwarding.done(true)
                        : create(session.withId(session.id())).thenApply(created -> false));
      }
    };
  }

  static SessionStore touchDeletes(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> touch(Session session) {
        return super.touch(session)
            .thenCompose(
                alive ->
                    alive ? Forwarding.done(true) : destroy(session.id()).thenApply(gone -> false));
      }
    };
  }

  static SessionStore touchIsAlwaysTrue(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> touch(Session session) {
        return super.touch(session).thenApply(alive -> true);
      }
    };
  }

  static SessionStore touchDoesNothing(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> touch(Session session) {
        return get(session.id()).thenApply(Optional::isPresent);
      }
    };
  }

  static SessionStore destroysBeforeItCreates(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Optional<Session>> regenerate(Session session, SessionId newId) {
        Session renamed = session.withId(newId);
        return destroy(session.id())
            .thenCompose(gone -> create(renamed))
            .thenApply(created -> Optional.of(renamed));
      }
    };
  }

  static SessionStore losesWhatOthersSaved(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Optional<Session>> regenerate(Session session, SessionId newId) {
        Session renamed = session.withId(newId);
        return create(renamed)
            .thenCompose(created -> destroy(session.id()))
            .thenApply(gone -> Optional.of(renamed));
      }
    };
  }

  static SessionStore beginsAnewUnderANewId(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Optional<Session>> regenerate(Session session, SessionId newId) {
        Session copy = Session.create(newId, session.cookie());
        session.attributes().forEach(copy::set);
        return destroy(session.id())
            .thenCompose(gone -> create(copy))
            .thenApply(created -> Optional.of(copy));
      }
    };
  }

  static SessionStore takesAnIdThatIsInUse(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Optional<Session>> regenerate(Session session, SessionId newId) {
        return destroy(newId).thenCompose(gone -> super.regenerate(session, newId));
      }
    };
  }

  static SessionStore keepsTheOldId(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Optional<Session>> regenerate(Session session, SessionId newId) {
        Session renamed = session.withId(newId);
        return create(renamed).thenApply(created -> Optional.of(renamed));
      }
    };
  }

  static SessionStore revivesTheOldId(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> update(Session session) {
        return super.update(session)
            .thenCompose(
                alive ->
                    alive
                        ? Forwarding.done(true)
                        : create(session.withId(session.id())).thenApply(created -> false));
      }
    };
  }

  static SessionStore movesWhatHasEnded(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Optional<Session>> regenerate(Session session, SessionId newId) {
        if (!Duration.ZERO.equals(session.cookie().maxAge())) {
          return super.regenerate(session, newId);
        }
        Session renamed = withoutExpiry(session.withId(newId));
        return create(renamed)
            .thenCompose(created -> destroy(session.id()))
            .thenApply(gone -> Optional.of(renamed));
      }
    };
  }

  static SessionStore leavesTheNewRecordBehind(SessionStore sound) {
    return afterAFailedMove(sound, session -> sound.create(session));
  }

  static SessionStore removesTheLastCopy(SessionStore sound) {
    return afterAFailedMove(sound, session -> sound.destroy(session.id()));
  }

  private static SessionStore afterAFailedMove(
      SessionStore sound, Function<Session, CompletionStage<Boolean>> action) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Optional<Session>> regenerate(Session session, SessionId newId) {
        return super.regenerate(session, newId)
            .exceptionallyCompose(
                failure ->
                    action
                        .apply(session.withId(newId))
                        .thenCompose(done -> CompletableFuture.failedStage(failure)));
      }
    };
  }

  static SessionStore destroysTwice(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> destroy(SessionId id) {
        return super.destroy(id).thenApply(existed -> true);
      }
    };
  }

  static SessionStore throwsWhenNothingIsDestroyed(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> destroy(SessionId id) {
        return super.destroy(id)
            .thenApply(
                existed -> {
                  if (!existed) {
                    throw new NoSuchElementException();
                  }
                  return true;
                });
      }
    };
  }

  static SessionStore removesWhatItCannotRead(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Optional<Session>> get(SessionId id) {
        return super.get(id)
            .thenCompose(
                found ->
                    found.isPresent()
                        ? Forwarding.done(found)
                        : destroy(id).thenApply(gone -> Optional.empty()));
      }
    };
  }

  static SessionStore overwritesASpoiltRecord(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> update(Session session) {
        return super.update(session)
            .exceptionallyCompose(
                failure ->
                    cause(failure) instanceof UnreadableRecordException
                        ? set(session).thenApply(done -> true)
                        : CompletableFuture.failedStage(failure));
      }
    };
  }

  static SessionStore namesTheSessionInFailures(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Optional<Session>> get(SessionId id) {
        return super.get(id)
            .exceptionally(
                failure -> {
                  throw new IllegalStateException("session " + id.value(), failure);
                });
      }
    };
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private static Object copy(Object value) {
    return value instanceof List<?> list ? new ArrayList<>(list) : value;
  }

  private static Session emptySession(SessionId id) {
    return Session.create(id, SessionCookie.DEFAULT);
  }

  private static Session withoutExpiry(Session session) {
    Session copy = emptySession(session.id());
    session.attributes().forEach(copy::set);
    return copy;
  }

  static SessionStore comparesAgainWhenItSaves(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> update(Session session) {
        return session.isModified()
            ? super.update(session)
            : CompletableFuture.completedFuture(false);
      }
    };
  }

  /** Whoever takes stock of all attributes has each looked at that can change in place. */
  static SessionStore comparesWhenItLoads(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Optional<Session>> get(SessionId id) {
        return super.get(id)
            .thenApply(found -> found.filter(session -> session.attributes() != null));
      }
    };
  }
}
