package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.session.Batches;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Stores whose verbs are sound while nothing else comes in, for {@link InterplayStore}. */
final class InterplayStores {

  /** Of all stores, as static state is. */
  private static final Set<SessionId> REPLACED = ConcurrentHashMap.newKeySet();

  private InterplayStores() {}

  /** What a list gave is saved as it is. */
  static final class FromLists extends ForwardingStore {
    private final Set<Session> listed =
        Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    FromLists(SessionStore sound) {
      super(sound);
    }

    @Override
    public CompletionStage<List<Session>> findByUser(String user) {
      return super.findByUser(user)
          .thenApply(
              found -> {
                listed.addAll(found);
                return found;
              });
    }

    @Override
    public Batches<Session> all() {
      return super.all()
          .map(
              session -> {
                listed.add(session);
                return session;
              });
    }

    @Override
    public CompletionStage<SaveOutcome> update(Session session) {
      return listed.contains(session) && session.isModified()
          ? super.set(session)
          : super.update(session);
    }
  }

  /** What a list gives is good for looking at only. */
  static SessionStore copiesWhatItLists(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public Batches<Session> all() {
        return super.all()
            .map(
                session -> {
                  Session copy = Session.create(session.id(), session.cookie());
                  session.attributes().forEach(copy::set);
                  return copy;
                });
      }
    };
  }

  /** An id that was replaced in one store is so in all. */
  static SessionStore sharesReplacedIds(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<SaveOutcome> regenerate(Session session, SessionId newId) {
        SessionId before = session.id();
        return super.regenerate(session, newId)
            .thenApply(
                outcome -> {
                  if (outcome == SaveOutcome.SAVED) {
                    REPLACED.add(before);
                  }
                  return outcome;
                });
      }

      @Override
      public CompletionStage<Boolean> wasReplaced(SessionId id) {
        return REPLACED.contains(id)
            ? CompletableFuture.completedStage(true)
            : super.wasReplaced(id);
      }
    };
  }

  /** What was found so far is better than nothing. */
  static SessionStore endsWalkAtFailure(SessionStore sound) {
    return new ForwardingStore(sound) {
      private <T> Batches<T> patient(Batches<T> walk) {
        AtomicBoolean begun = new AtomicBoolean();
        return () ->
            walk.next()
                .thenApply(
                    batch -> {
                      begun.set(true);
                      return batch;
                    })
                .exceptionally(
                    failure -> {
                      if (begun.get()) {
                        return Optional.empty();
                      }
                      throw failure instanceof CompletionException wrapped
                          ? wrapped
                          : new CompletionException(failure);
                    });
      }

      @Override
      public Batches<SessionId> ids() {
        return patient(super.ids());
      }

      @Override
      public Batches<Session> all() {
        return patient(super.all());
      }
    };
  }

  /** Who walks while another walks goes along. */
  static final class SharedWalk extends ForwardingStore {
    private @Nullable Batches<SessionId> current;

    SharedWalk(SessionStore sound) {
      super(sound);
    }

    @Override
    public synchronized Batches<SessionId> ids() {
      if (current == null) {
        Batches<SessionId> walk = super.ids();
        current =
            () ->
                walk.next()
                    .whenComplete(
                        (batch, failure) -> {
                          if (failure != null || batch.isEmpty()) {
                            synchronized (this) {
                              current = null;
                            }
                          }
                        });
      }
      return current;
    }
  }

  /** The same, for the sessions themselves. */
  static final class SharedWalkOverSessions extends ForwardingStore {
    private @Nullable Batches<Session> current;

    SharedWalkOverSessions(SessionStore sound) {
      super(sound);
    }

    @Override
    public synchronized Batches<Session> all() {
      if (current == null) {
        current = super.all();
      }
      return current;
    }
  }

  /** Waits on the thread of whoever asks. */
  static SessionStore findsByWaiting(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<List<Session>> findByUser(String user) {
        CompletableFuture<List<Session>> found = super.findByUser(user).toCompletableFuture();
        try {
          found.join();
        } catch (CompletionException e) {
          return found;
        }
        return found;
      }
    };
  }

  /** Waits on the thread of whoever asks, for what takes no time as a rule. */
  static SessionStore asksWhatWasReplacedByWaiting(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> wasReplaced(SessionId id) {
        CompletableFuture<Boolean> replaced = super.wasReplaced(id).toCompletableFuture();
        try {
          return CompletableFuture.completedStage(replaced.join());
        } catch (CompletionException e) {
          return replaced;
        }
      }
    };
  }
}
