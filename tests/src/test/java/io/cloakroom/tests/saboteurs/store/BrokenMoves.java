package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Stores that give sessions new ids, or end them, wrongly. */
final class BrokenMoves {

  private BrokenMoves() {}

  static SessionStore onlySaysThatItRetires(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> retire(SessionId id) {
        return sound.get(id).thenApply(Optional::isPresent);
      }
    };
  }

  static SessionStore readsBeforeItMoves(SessionStore sound) {
    return OverriddenStores.regenerate(
        sound,
        (session, newId) ->
            sound.get(session.id()).thenCompose(found -> sound.regenerate(session, newId)));
  }

  static SessionStore regeneratesWhatIsGone(SessionStore sound) {
    return OverriddenStores.regenerate(
        sound,
        (session, newId) ->
            sound
                .regenerate(session, newId)
                .thenCompose(
                    done -> {
                      Session renamed = OverriddenStores.copy(session, newId);
                      return done.isAlive()
                          ? ForwardingPort.done(done)
                          : sound.create(renamed).thenApply(created -> done);
                    }));
  }

  static SessionStore destroysBeforeItCreates(SessionStore sound) {
    return OverriddenStores.regenerate(
        sound,
        (session, newId) ->
            destroyThenCreate(sound, session.id(), OverriddenStores.copy(session, newId)));
  }

  static SessionStore beginsAnewUnderANewId(SessionStore sound) {
    return OverriddenStores.regenerate(
        sound,
        (session, newId) -> {
          Session copy = Session.create(newId, session.cookie());
          session.attributes().forEach(copy::set);
          return destroyThenCreate(sound, session.id(), copy);
        });
  }

  private static CompletionStage<SaveOutcome> destroyThenCreate(
      SessionStore sound, SessionId old, Session moved) {
    return sound
        .destroy(old)
        .thenCompose(gone -> sound.create(moved))
        .thenApply(created -> SaveOutcome.SAVED);
  }

  static SessionStore losesWhatOthersSaved(SessionStore sound) {
    return OverriddenStores.regenerate(
        sound,
        (session, newId) ->
            createThenDestroy(sound, OverriddenStores.copy(session, newId), session.id()));
  }

  static SessionStore movesWhatHasEnded(SessionStore sound) {
    return OverriddenStores.regenerate(
        sound,
        (session, newId) ->
            BrokenSaves.hasEnded(session)
                ? createThenDestroy(
                    sound,
                    BrokenSaves.withoutExpiry(OverriddenStores.copy(session, newId)),
                    session.id())
                : sound.regenerate(session, newId));
  }

  private static CompletionStage<SaveOutcome> createThenDestroy(
      SessionStore sound, Session moved, SessionId old) {
    return sound
        .create(moved)
        .thenCompose(created -> sound.destroy(old))
        .thenApply(gone -> SaveOutcome.SAVED);
  }

  static SessionStore takesAnIdThatIsInUse(SessionStore sound) {
    return OverriddenStores.regenerate(
        sound,
        (session, newId) ->
            sound.destroy(newId).thenCompose(gone -> sound.regenerate(session, newId)));
  }

  static SessionStore movesWhatIsBeingCreated(SessionStore sound) {
    return OverriddenStores.regenerate(
        sound,
        (session, newId) ->
            session.isNew()
                ? sound.create(OverriddenStores.copy(session, newId))
                : sound.regenerate(session, newId));
  }

  static SessionStore keepsTheOldId(SessionStore sound) {
    return OverriddenStores.regenerate(
        sound,
        (session, newId) -> {
          Session renamed = OverriddenStores.copy(session, newId);
          return sound.create(renamed);
        });
  }

  static SessionStore leavesTheNewRecordBehind(SessionStore sound) {
    return afterAFailedMove(sound, sound::create);
  }

  static SessionStore removesTheLastCopy(SessionStore sound) {
    return afterAFailedMove(sound, moved -> sound.destroy(moved.id()));
  }

  private static SessionStore afterAFailedMove(
      SessionStore sound, Function<Session, CompletionStage<?>> action) {
    return OverriddenStores.regenerate(
        sound,
        (session, newId) ->
            sound
                .regenerate(session, newId)
                .exceptionallyCompose(
                    failure ->
                        action
                            .apply(OverriddenStores.copy(session, newId))
                            .thenCompose(done -> CompletableFuture.failedStage(failure))));
  }

  static SessionStore forgetsWhatWasReplaced(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> wasReplaced(SessionId id) {
        return ForwardingPort.done(false);
      }
    };
  }

  static SessionStore forgetsWhatWasRetired(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> retire(SessionId id) {
        return sound.destroy(id);
      }
    };
  }

  static SessionStore takesDestroyedForReplaced(SessionStore sound) {
    return OverriddenStores.destroy(sound, sound::retire);
  }

  static SessionStore destroysTwice(SessionStore sound) {
    return OverriddenStores.destroy(sound, id -> sound.destroy(id).thenApply(existed -> true));
  }

  static SessionStore throwsWhenNothingIsDestroyed(SessionStore sound) {
    return OverriddenStores.destroy(
        sound,
        id ->
            sound
                .destroy(id)
                .thenApply(
                    existed -> {
                      if (!existed) {
                        throw new NoSuchElementException();
                      }
                      return true;
                    }));
  }
}
