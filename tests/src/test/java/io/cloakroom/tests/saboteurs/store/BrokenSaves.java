package io.cloakroom.tests.saboteurs.store;

import static io.cloakroom.tests.saboteurs.store.OverriddenStores.cause;
import static java.util.concurrent.CompletableFuture.failedStage;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.UnreadableRecordException;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionConflictException;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Stores that create and update sessions wrongly. */
final class BrokenSaves {

  private BrokenSaves() {}

  static SessionStore ignoresTheCookiesExpiry(SessionStore sound) {
    return OverriddenStores.create(sound, session -> sound.create(withoutExpiry(session)));
  }

  /** Whoever compares with the object that was saved sees no difference. */
  @SuppressWarnings("unchecked")
  static SessionStore spoilsWhatItIsGiven(SessionStore sound) {
    return OverriddenStores.create(
        sound,
        session -> {
          for (String name : session.names()) {
            if (session.get(name) instanceof List<?> list) {
              ((List<Object>) list).add("spoilt");
            }
          }
          return sound.create(session);
        });
  }

  static SessionStore createsWhatHasEnded(SessionStore sound) {
    return OverriddenStores.create(
        sound, session -> sound.create(hasEnded(session) ? withoutExpiry(session) : session));
  }

  static SessionStore removesWhatIsThereWhenItCreates(SessionStore sound) {
    return OverriddenStores.create(
        sound,
        session ->
            hasEnded(session)
                ? sound.destroy(session.id()).thenApply(gone -> SaveOutcome.ENDED)
                : sound.create(session));
  }

  static SessionStore createsByOverwriting(SessionStore sound) {
    return OverriddenStores.create(sound, session -> overwrite(sound, session));
  }

  static SessionStore leavesWhatHasEnded(SessionStore sound) {
    return OverriddenStores.update(
        sound,
        session ->
            session.cookie().expires() == null
                ? sound.update(session)
                : ForwardingPort.done(SaveOutcome.ENDED));
  }

  static SessionStore takesOnesOwnEndForAnExpiry(SessionStore sound) {
    return OverriddenStores.update(
        sound,
        session ->
            sound
                .update(session)
                .thenApply(
                    outcome -> outcome == SaveOutcome.ENDED ? SaveOutcome.EXPIRED : outcome));
  }

  static SessionStore updatesByOverwriting(SessionStore sound) {
    return OverriddenStores.update(sound, session -> overwrite(sound, session));
  }

  static SessionStore tellsNobodyThatASessionIsGone(SessionStore sound) {
    return OverriddenStores.update(
        sound, session -> sound.update(session).thenApply(alive -> SaveOutcome.SAVED));
  }

  static SessionStore letsTheLastWriteWin(SessionStore sound) {
    return OverriddenStores.update(
        sound,
        session ->
            sound
                .get(session.id())
                .thenCompose(
                    found ->
                        found.isPresent()
                            ? overwrite(sound, session)
                            : ForwardingPort.done(SaveOutcome.GONE)));
  }

  static SessionStore overwritesInTheEnd(SessionStore sound) {
    return OverriddenStores.update(
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
    return OverriddenStores.update(
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
    return OverriddenStores.update(
        sound,
        session ->
            sound
                .update(session)
                .thenCompose(
                    alive ->
                        alive.isAlive()
                            ? ForwardingPort.done(alive)
                            : sound
                                .create(OverriddenStores.copy(session, session.id()))
                                .thenApply(created -> SaveOutcome.GONE)));
  }

  static SessionStore forgetsWhatItDidNotSave(SessionStore sound) {
    return OverriddenStores.update(
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
    return OverriddenStores.update(
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
    return OverriddenStores.update(
        sound,
        session -> {
          Map<String, Object> read = session.attributes();
          return sound
              .update(session)
              .thenCompose(outcome -> sound.get(session.id()))
              .thenCompose(
                  found -> {
                    found.ifPresent(stored -> read.forEach(stored::set));
                    return found.map(sound::update).orElse(ForwardingPort.done(SaveOutcome.GONE));
                  });
        });
  }

  static SessionStore explainsNoRefusal(SessionStore sound) {
    return OverriddenStores.update(
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
    return OverriddenStores.update(
        sound,
        session ->
            session.isModified()
                ? sound.update(session)
                : ForwardingPort.done(SaveOutcome.UNCHANGED));
  }

  private static CompletionStage<SaveOutcome> overwrite(SessionStore sound, Session session) {
    return sound.set(session);
  }

  static boolean hasEnded(Session session) {
    return Duration.ZERO.equals(session.cookie().maxAge());
  }

  static Session withoutExpiry(Session session) {
    Session copy = Session.create(session.id(), SessionCookie.PLAIN);
    session.attributes().forEach(copy::set);
    return copy;
  }

  private static Object copy(Object value) {
    return value instanceof List<?> list ? new ArrayList<>(list) : value;
  }
}
