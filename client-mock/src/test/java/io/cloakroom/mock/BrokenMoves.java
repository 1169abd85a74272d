package io.cloakroom.mock;

import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Stores that give sessions new ids, or end them, wrongly. */
final class BrokenMoves {

  private BrokenMoves() {}

  static SessionStore readsBeforeItMoves(SessionStore sound) {
    return OneVerb.regenerate(
        sound,
        (session, newId) ->
            sound.get(session.id()).thenCompose(found -> sound.regenerate(session, newId)));
  }

  static SessionStore regeneratesWhatIsGone(SessionStore sound) {
    return OneVerb.regenerate(
        sound,
        (session, newId) ->
            sound
                .regenerate(session, newId)
                .thenCompose(
                    done -> {
                      Session renamed = session.withId(newId);
                      return done.isPresent()
                          ? Forwarding.done(done)
                          : sound.create(renamed).thenApply(created -> done);
                    }));
  }

  static SessionStore destroysBeforeItCreates(SessionStore sound) {
    return OneVerb.regenerate(
        sound, (session, newId) -> destroyThenCreate(sound, session.id(), session.withId(newId)));
  }

  static SessionStore beginsAnewUnderANewId(SessionStore sound) {
    return OneVerb.regenerate(
        sound,
        (session, newId) -> {
          Session copy = Session.create(newId, session.cookie());
          session.attributes().forEach(copy::set);
          return destroyThenCreate(sound, session.id(), copy);
        });
  }

  private static CompletionStage<Optional<Session>> destroyThenCreate(
      SessionStore sound, SessionId old, Session moved) {
    return sound
        .destroy(old)
        .thenCompose(gone -> sound.create(moved))
        .thenApply(created -> Optional.of(moved));
  }

  static SessionStore losesWhatOthersSaved(SessionStore sound) {
    return OneVerb.regenerate(
        sound, (session, newId) -> createThenDestroy(sound, session.withId(newId), session.id()));
  }

  static SessionStore movesWhatHasEnded(SessionStore sound) {
    return OneVerb.regenerate(
        sound,
        (session, newId) ->
            BrokenSaves.hasEnded(session)
                ? createThenDestroy(
                    sound, BrokenSaves.withoutExpiry(session.withId(newId)), session.id())
                : sound.regenerate(session, newId));
  }

  private static CompletionStage<Optional<Session>> createThenDestroy(
      SessionStore sound, Session moved, SessionId old) {
    return sound
        .create(moved)
        .thenCompose(created -> sound.destroy(old))
        .thenApply(gone -> Optional.of(moved));
  }

  static SessionStore takesAnIdThatIsInUse(SessionStore sound) {
    return OneVerb.regenerate(
        sound,
        (session, newId) ->
            sound.destroy(newId).thenCompose(gone -> sound.regenerate(session, newId)));
  }

  static SessionStore keepsTheOldId(SessionStore sound) {
    return OneVerb.regenerate(
        sound,
        (session, newId) -> {
          Session renamed = session.withId(newId);
          return sound.create(renamed).thenApply(created -> Optional.of(renamed));
        });
  }

  static SessionStore leavesTheNewRecordBehind(SessionStore sound) {
    return afterAFailedMove(sound, sound::create);
  }

  static SessionStore removesTheLastCopy(SessionStore sound) {
    return afterAFailedMove(sound, moved -> sound.destroy(moved.id()));
  }

  private static SessionStore afterAFailedMove(
      SessionStore sound, Function<Session, CompletionStage<Boolean>> action) {
    return OneVerb.regenerate(
        sound,
        (session, newId) ->
            sound
                .regenerate(session, newId)
                .exceptionallyCompose(
                    failure ->
                        action
                            .apply(session.withId(newId))
                            .thenCompose(done -> CompletableFuture.failedStage(failure))));
  }

  static SessionStore destroysTwice(SessionStore sound) {
    return OneVerb.destroy(sound, id -> sound.destroy(id).thenApply(existed -> true));
  }

  static SessionStore throwsWhenNothingIsDestroyed(SessionStore sound) {
    return OneVerb.destroy(
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
