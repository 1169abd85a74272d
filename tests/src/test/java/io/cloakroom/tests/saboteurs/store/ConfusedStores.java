package io.cloakroom.tests.saboteurs.store;

import static java.util.stream.Collectors.toSet;

import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.session.Batches;
import io.cloakroom.session.ExpiredSession;
import io.cloakroom.session.ExpiredSessions;
import io.cloakroom.session.Lookup;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.session.StoreObserver;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stores that take one thing for another, for {@link ConfusedStore}. */
final class ConfusedStores {

  private ConfusedStores() {}

  static void onlyTheFirstObserver(RedisSessionStoreBuilder options) {
    List<?> observers = (List<?>) Reflected.get(options, "observers");
    if (!observers.isEmpty()) {
      options.observer((StoreObserver) observers.get(0));
    }
  }

  static final class StaysByMask extends ForwardingStore {
    StaysByMask(SessionStore sound) {
      super(sound);
    }

    @Override
    public CompletionStage<Long> destroyAll(String user, SessionId... except) {
      Set<String> masks = Stream.of(except).map(SessionId::toString).collect(toSet());
      return sound
          .findByUser(user)
          .thenCompose(
              found ->
                  sound.destroyAll(
                      user,
                      found.stream()
                          .map(Session::id)
                          .filter(id -> masks.contains(id.toString()))
                          .toArray(SessionId[]::new)));
    }
  }

  static final class ReportsByMask extends ForwardingStore {
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    ReportsByMask(SessionStore sound) {
      super(sound);
    }

    @Override
    public Optional<ExpiredSessions> expiredSessions(Consumer<ExpiredSession> listener) {
      return sound.expiredSessions(
          expired -> {
            if (reported.add(expired.name())) {
              listener.accept(expired);
            }
          });
    }
  }

  static final class LooksUpByGet extends ForwardingStore {
    LooksUpByGet(SessionStore sound) {
      super(sound);
    }

    @Override
    public CompletionStage<Lookup> lookUp(SessionId id) {
      return get(id)
          .thenApply(found -> found.<Lookup>map(Lookup.Found::new).orElseGet(Lookup.Missing::new));
    }
  }

  static final class TellsWhatTimedOut extends ForwardingStore {
    TellsWhatTimedOut(SessionStore sound) {
      super(sound);
    }

    @Override
    public CompletionStage<Optional<Session>> get(SessionId id) {
      return sound
          .get(id)
          .exceptionallyCompose(
              failure ->
                  CompletableFuture.failedStage(
                      StageFailure.cause(failure) instanceof RedisTimeoutException late
                          ? new RedisTimeoutException("No answer for " + id.value(), late)
                          : StageFailure.cause(failure)));
    }
  }

  static final class WalksAhead extends ForwardingStore {
    WalksAhead(SessionStore sound) {
      super(sound);
    }

    @Override
    public Batches<SessionId> ids() {
      return ahead(sound.ids());
    }

    @Override
    public Batches<Session> all() {
      return ahead(sound.all());
    }

    private static <T> Batches<T> ahead(Batches<T> batches) {
      return new Batches<>() {
        private @Nullable CompletionStage<Optional<List<T>>> prepared;

        @Override
        public CompletionStage<Optional<List<T>>> next() {
          CompletionStage<Optional<List<T>>> now = prepared == null ? batches.next() : prepared;
          prepared = now.thenCompose(batch -> batch.isPresent() ? batches.next() : now);
          return now;
        }
      };
    }
  }
}
