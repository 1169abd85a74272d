package io.cloakroom.mock;

import static io.cloakroom.mock.OneVerb.cause;
import static java.util.concurrent.CompletableFuture.failedStage;

import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.serializer.UnreadableRecordException;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionConflictException;
import io.cloakroom.session.SessionCookie;
import io.cloakroom.session.SessionStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Stores that create and update sessions wrongly. */
final class BrokenSaves {

  private BrokenSaves() {}

  static SessionStore ignoresTheCookiesExpiry(SessionStore sound) {
    return OneVerb.create(sound, session -> sound.create(withoutExpiry(session)));
  }

  static SessionStore createsWhatHasEnded(SessionStore sound) {
    return OneVerb.create(
        sound, session -> sound.create(hasEnded(session) ? withoutExpiry(session) : session));
  }

  static SessionStore removesWhatIsThereWhenItCreates(SessionStore sound) {
    return OneVerb.create(
        sound, session -> hasEnded(session) ? sound.destroy(session.id()) : sound.create(session));
  }

  static SessionStore createsByOverwriting(SessionStore sound) {
    return OneVerb.create(sound, session -> overwrite(sound, session));
  }

  static SessionStore leavesWhatHasEnded(SessionStore sound) {
    return OneVerb.update(
        sound,
        session ->
            session.cookie().expires() == null ? sound.update(session) : Forwarding.done(false));
  }

  static SessionStore updatesByOverwriting(SessionStore sound) {
    return OneVerb.update(sound, session -> overwrite(sound, session));
  }

  static SessionStore tellsNobodyThatASessionIsGone(SessionStore sound) {
    return OneVerb.update(sound, session -> sound.update(session).thenApply(alive -> true));
  }

  static SessionStore letsTheLastWriteWin(SessionStore sound) {
    return OneVerb.update(
        sound,
        session ->
            sound
                .get(session.id())
                .thenCompose(
                    found ->
                        found.isPresent() ? overwrite(sound, session) : Forwarding.done(false)));
  }

  static SessionStore overwritesInTheEnd(SessionStore sound) {
    return OneVerb.update(
        sound,
        session ->
            sound
                .update(session)
                .exceptionallyCompose(
                    failure ->
                        cause(failure) instanceof SessionConflictException
                            ? overwrite(sound, session).thenCompose(done -> failedStage(failure))
                            : failedStage(failure)));
  }

  static SessionStore overwritesASpoiltRecord(SessionStore sound) {
    return OneVerb.update(
        sound,
        session ->
            sound
                .update(session)
                .exceptionallyCompose(
                    failure ->
                        cause(failure) instanceof UnreadableRecordException
                            ? overwrite(sound, session)
                            : failedStage(failure)));
  }

  static SessionStore revivesTheOldId(SessionStore sound) {
    return OneVerb.update(
        sound,
        session ->
            sound
                .update(session)
                .thenCompose(
                    alive ->
                        alive
                            ? Forwarding.done(true)
                            : sound
                                .create(session.withId(session.id()))
                                .thenApply(created -> false)));
  }

  static SessionStore forgetsWhatItDidNotSave(SessionStore sound) {
    return OneVerb.update(
        sound,
        session ->
            sound
                .update(session)
                .whenComplete(
                    (alive, failure) -> {
                      if (failure != null) {
                        session.clear();
                      }
                    }));
  }

  static SessionStore letsGoOfWhatWasHandedOut(SessionStore sound) {
    return OneVerb.update(
        sound,
        session ->
            sound
                .update(session)
                .thenApply(
                    alive -> {
                      session.attributes().forEach((name, value) -> session.set(name, copy(value)));
                      return alive;
                    }));
  }

  static SessionStore takesWhatItReadForItsOwn(SessionStore sound) {
    return OneVerb.update(
        sound,
        session -> {
          session.attributes().forEach(session::set);
          return sound.update(session);
        });
  }

  static SessionStore explainsNoRefusal(SessionStore sound) {
    return OneVerb.update(
        sound,
        session ->
            sound
                .update(session)
                .exceptionallyCompose(
                    failure ->
                        failedStage(
                            cause(failure) instanceof RedisRefusedException refused
                                ? new RedisRefusedException(refused.code(), failure)
                                : failure)));
  }

  static SessionStore comparesAgainWhenItSaves(SessionStore sound) {
    return OneVerb.update(
        sound, session -> session.isModified() ? sound.update(session) : Forwarding.done(false));
  }

  private static CompletionStage<Boolean> overwrite(SessionStore sound, Session session) {
    return sound.set(session).thenApply(done -> true);
  }

  static boolean hasEnded(Session session) {
    return Duration.ZERO.equals(session.cookie().maxAge());
  }

  static Session withoutExpiry(Session session) {
    Session copy = Session.create(session.id(), SessionCookie.DEFAULT);
    session.attributes().forEach(copy::set);
    return copy;
  }

  private static Object copy(Object value) {
    return value instanceof List<?> list ? new ArrayList<>(list) : value;
  }
}
