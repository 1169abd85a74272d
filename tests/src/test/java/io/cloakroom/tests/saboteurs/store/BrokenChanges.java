package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.session.StoreObserver;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/** Stores that take something else for a change, or lose one. */
final class BrokenChanges {

  private static final Executor DISTANT =
      CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);

  private BrokenChanges() {}

  static SessionStore writesWhatWasOnlyRead(SessionStore sound) {
    return OverriddenStores.update(sound, sound::resave);
  }

  static SessionStore putsOffRenewals(SessionStore sound) {
    return OverriddenStores.update(
        sound,
        session -> {
          session.renewCookie(true);
          return sound.update(session);
        });
  }

  static SessionStore stripsWhatItCannotRestore(SessionStore sound) {
    return OverriddenStores.update(
        sound,
        session -> {
          Session copy = Session.create(session.id(), session.cookie());
          session.attributes().forEach(copy::set);
          return sound.set(copy);
        });
  }

  static SessionStore takesEqualValuesForChanges(SessionStore sound) {
    return OverriddenStores.update(
        sound,
        session -> {
          Map<String, Object> mine = session.attributes();
          return sound
              .update(session)
              .thenCompose(
                  outcome -> {
                    mine.forEach(session::set);
                    return sound.update(session).thenApply(again -> outcome);
                  });
        });
  }

  static SessionStore forgetsWhatIsSetMeanwhile(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<SaveOutcome> update(Session session) {
        Set<String> before = new HashSet<>(session.names());
        return super.update(session).thenApply(outcome -> forgotten(session, before, outcome));
      }

      @Override
      public CompletionStage<SaveOutcome> regenerate(Session session, SessionId newId) {
        Set<String> before = new HashSet<>(session.names());
        return super.regenerate(session, newId)
            .thenApply(outcome -> forgotten(session, before, outcome));
      }
    };
  }

  private static SaveOutcome forgotten(Session session, Set<String> before, SaveOutcome outcome) {
    session.names().stream().filter(name -> !before.contains(name)).forEach(session::remove);
    return outcome;
  }

  @SuppressWarnings("unchecked") // the field of the builder has this type
  static SessionStore letsAnObserverFailASave(
      RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    List<StoreObserver> observers = new ArrayList<>();
    SessionStore sound =
        Opening.sound(
            commands,
            options.andThen(
                builder -> {
                  observers.addAll((List<StoreObserver>) Reflected.get(builder, "observers"));
                  builder.observer();
                }));
    return OverriddenStores.create(
        sound,
        session -> {
          observers.forEach(StoreObserver::sessionBegun);
          return sound.create(session);
        });
  }

  static SessionStore namesNoFunction(SessionStore sound) {
    return OverriddenStores.create(
        sound,
        session ->
            sound
                .create(session)
                .exceptionallyCompose(
                    failure ->
                        CompletableFuture.failedStage(
                            new IllegalStateException(
                                OverriddenStores.cause(failure).getCause()))));
  }

  static SessionStore throwsAtOnce(SessionStore sound) {
    return OverriddenStores.update(
        sound,
        session -> {
          CompletableFuture<SaveOutcome> saved = sound.update(session).toCompletableFuture();
          try {
            return ForwardingPort.done(saved.join());
          } catch (CompletionException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  static SessionStore appliesFunctionsOnce(SessionStore sound) {
    return OverriddenStores.update(
        sound,
        session -> {
          session.attributes().forEach(session::set);
          return sound.update(session);
        });
  }

  /** Gives up where more than a few write at a time, and takes as long as a distant server. */
  static SessionStore refusesManyWriters(SessionStore sound) {
    AtomicInteger writers = new AtomicInteger();
    return OverriddenStores.update(
        sound,
        session ->
            (writers.incrementAndGet() > 8
                    ? CompletableFuture.<SaveOutcome>failedStage(new IllegalStateException("Busy"))
                    : sound.update(session).thenApplyAsync(Function.identity(), DISTANT))
                .whenComplete((outcome, failure) -> writers.decrementAndGet()));
  }

  static SessionStore failsAWalkOverOneEntry(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<List<Session>> findByUser(String user) {
        return super.findByUser(user)
            .thenCombine(
                length(),
                (found, all) -> {
                  if (found.size() < all) {
                    throw new IllegalStateException("One of the sessions failed");
                  }
                  return found;
                });
      }
    };
  }

  static SessionStore ignoresTheIdleInterval(SessionStore sound) {
    return OverriddenStores.create(
        sound,
        session -> {
          session.setIdleInterval(null);
          return sound.create(session);
        });
  }
}
