package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.session.Lookup;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Stores that look sessions up wrongly. */
final class BrokenLookups {

  private BrokenLookups() {}

  static SessionStore throwsOnMissing(SessionStore sound) {
    return OverriddenStores.get(
        sound,
        id ->
            sound
                .get(id)
                .thenApply(found -> Optional.of(found.orElseThrow(NoSuchElementException::new))));
  }

  static SessionStore createsWhatItDoesNotKnow(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Optional<Session>> getAndTouch(
          SessionId id, @Nullable Duration maxAge) {
        return super.getAndTouch(id, maxAge)
            .thenApply(
                found -> found.or(() -> Optional.of(Session.create(id, SessionCookie.PLAIN))));
      }
    };
  }

  static SessionStore findsOnlyPlainIds(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Lookup> lookUp(SessionId id, @Nullable Duration maxAge) {
        return id.value().matches("[\\w.~+/=-]{1,256}")
            ? super.lookUp(id, maxAge)
            : ForwardingPort.done(new Lookup.Missing());
      }
    };
  }

  static SessionStore takesNullForUnknown(SessionStore sound) {
    return OverriddenStores.get(
        sound, id -> id == null ? ForwardingPort.done(Optional.empty()) : sound.get(id));
  }

  static SessionStore removesWhatItCannotRead(SessionStore sound) {
    return OverriddenStores.get(
        sound,
        id ->
            sound
                .get(id)
                .thenCompose(
                    found ->
                        found.isPresent()
                            ? ForwardingPort.done(found)
                            : sound.destroy(id).thenApply(gone -> Optional.empty())));
  }

  static SessionStore namesTheSessionInFailures(SessionStore sound) {
    return OverriddenStores.get(
        sound,
        id ->
            sound
                .get(id)
                .exceptionally(
                    failure -> {
                      throw new IllegalStateException("session " + id.value(), failure);
                    }));
  }

  /** Whoever takes stock of all attributes has each looked at that can change in place. */
  static SessionStore comparesWhenItLoads(SessionStore sound) {
    return OverriddenStores.get(
        sound,
        id ->
            sound
                .get(id)
                .thenApply(found -> found.filter(session -> session.attributes() != null)));
  }
}
