package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.session.Batches;
import io.cloakroom.session.ExpiredSession;
import io.cloakroom.session.ExpiredSessions;
import io.cloakroom.session.Lookup;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Stores with faults that somebody invented who had not read the kit, and that it missed then. */
final class OutsideStores {

  private OutsideStores() {}

  /** Who saves during another save of the session gets that one's outcome. */
  static SessionStore joinsSaves(SessionStore sound) {
    Joined<Session, SaveOutcome> saves = new Joined<>();
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<SaveOutcome> update(Session session) {
        return session == null || session.isNew()
            ? sound.update(session)
            : saves.of(session, () -> sound.update(session));
      }
    };
  }

  /** Requests that look an id up at once get one session. */
  static SessionStore joinsLookUps(SessionStore sound) {
    Joined<SessionId, Lookup> lookUps = new Joined<>();
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Lookup> lookUp(SessionId id, @Nullable Duration maxAge) {
        return lookUps.of(id, () -> sound.lookUp(id, maxAge));
      }
    };
  }

  /** What failed is not tried again unless it has changed since. */
  static SessionStore takesAFailedSaveForDone(SessionStore sound) {
    Map<SessionId, Map<String, Object>> failed = new ConcurrentHashMap<>();
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<SaveOutcome> update(Session session) {
        if (session == null || session.isNew()) {
          return sound.update(session);
        }
        Map<String, Object> values = session.attributes();
        return values.equals(failed.remove(session.id()))
            ? ForwardingPort.done(SaveOutcome.UNCHANGED)
            : sound
                .update(session)
                .whenComplete(
                    (outcome, failure) -> {
                      if (failure != null
                          && StageFailure.cause(failure) instanceof RedisCommandException) {
                        failed.put(session.id(), values);
                      }
                    });
      }
    };
  }

  /** Finds what its first attempt has written, and takes it for another session. */
  static SessionStore takesItsOwnForAnothers(SessionStore sound) {
    Set<Session> unsure = Collections.newSetFromMap(new IdentityHashMap<>());
    return OverriddenStores.create(
        sound, session -> once(unsure, session, SaveOutcome.ID_IN_USE, sound::create));
  }

  /** Does not find the old record, and does not know that its first attempt has removed it. */
  static SessionStore missesWhatItHasMoved(SessionStore sound) {
    Set<Session> unsure = Collections.newSetFromMap(new IdentityHashMap<>());
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<SaveOutcome> regenerate(Session session, SessionId newId) {
        return once(unsure, session, SaveOutcome.GONE, saved -> sound.regenerate(saved, newId));
      }
    };
  }

  private static CompletionStage<SaveOutcome> once(
      Set<Session> unsure,
      Session session,
      SaveOutcome then,
      Function<Session, CompletionStage<SaveOutcome>> verb) {
    if (unsure.remove(session)) {
      return ForwardingPort.done(then);
    }
    return verb.apply(session)
        .whenComplete(
            (outcome, failure) -> {
              if (failure != null && StageFailure.cause(failure) instanceof RedisTimeoutException) {
                unsure.add(session);
              }
            });
  }

  /** A new id is entered into the index of ends without what stood there of the old one. */
  static SessionStore reportsNewIdsWithoutTheirUser(SessionStore sound) {
    Set<String> moved = ConcurrentHashMap.newKeySet();
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<SaveOutcome> regenerate(Session session, SessionId newId) {
        moved.add(String.valueOf(newId));
        return sound.regenerate(session, newId);
      }

      @Override
      public Optional<ExpiredSessions> expiredSessions(Consumer<ExpiredSession> listener) {
        return sound.expiredSessions(
            event ->
                listener.accept(
                    moved.contains(event.name())
                        ? new ExpiredSession(event.name(), null, null)
                        : event));
      }
    };
  }

  private record Joined<K, V>(Map<K, CompletableFuture<V>> underWay) {

    Joined() {
      this(new ConcurrentHashMap<>());
    }

    CompletionStage<V> of(K key, Supplier<CompletionStage<V>> call) {
      CompletableFuture<V> own = new CompletableFuture<>();
      CompletableFuture<V> other = underWay.putIfAbsent(key, own);
      if (other != null) {
        return other.copy();
      }
      call.get()
          .whenComplete(
              (value, failure) -> {
                underWay.remove(key, own);
                if (failure == null) {
                  own.complete(value);
                } else {
                  own.completeExceptionally(failure);
                }
              });
      return own;
    }
  }

  /** Who gets a new id while the others end stays. */
  static SessionStore endsWhatItHasFound(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Long> destroyAll(String user, SessionId... except) {
        return except.length > 0
            ? sound.destroyAll(user, except)
            : sound
                .findByUser(user)
                .thenCompose(
                    found -> {
                      CompletionStage<Long> ended = CompletableFuture.completedStage(0L);
                      for (Session session : found) {
                        ended =
                            ended.thenCombine(
                                sound.destroy(session.id()),
                                (count, one) -> one ? count + 1 : count);
                      }
                      return ended;
                    });
      }
    };
  }

  /** A batch that failed counts as the last one. */
  static SessionStore stopsAfterAFailedBatch(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public Batches<SessionId> ids() {
        return untilItFails(super.ids());
      }
    };
  }

  private static <T> Batches<T> untilItFails(Batches<T> sound) {
    AtomicBoolean failed = new AtomicBoolean();
    return () ->
        failed.get()
            ? ForwardingPort.done(Optional.empty())
            : sound.next().whenComplete((batch, failure) -> failed.set(failure != null));
  }

  /** Who ends all sessions of a user forgets those that begin meanwhile, too. */
  static RedisCommands forgetsWhoIsEntering(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return super.eval(script, keys, arguments)
            .thenCompose(
                answer ->
                    script == RedisScript.INDEX_READ
                        ? super.delete(keys).thenApply(deleted -> answer)
                        : ForwardingPort.done(answer));
      }
    };
  }
}
