package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Stores in which one method is overridden; all others forward to a sound store. */
public final class OverriddenStores {

  private OverriddenStores() {}

  static SessionStore get(
      SessionStore sound, Function<SessionId, CompletionStage<Optional<Session>>> get) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Optional<Session>> get(SessionId id) {
        return get.apply(id);
      }
    };
  }

  static SessionStore create(
      SessionStore sound, Function<Session, CompletionStage<SaveOutcome>> create) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<SaveOutcome> create(Session session) {
        return create.apply(session);
      }
    };
  }

  static SessionStore update(
      SessionStore sound, Function<Session, CompletionStage<SaveOutcome>> update) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<SaveOutcome> update(Session session) {
        return update.apply(session);
      }

      @Override
      public CompletionStage<SaveOutcome> resave(Session session) {
        return update.apply(session);
      }
    };
  }

  static SessionStore touch(SessionStore sound, Function<Session, CompletionStage<Boolean>> touch) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> touch(Session session) {
        return touch.apply(session);
      }
    };
  }

  static SessionStore regenerate(
      SessionStore sound, BiFunction<Session, SessionId, CompletionStage<SaveOutcome>> regenerate) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<SaveOutcome> regenerate(Session session, SessionId newId) {
        return regenerate.apply(session, newId);
      }
    };
  }

  static SessionStore destroy(
      SessionStore sound, Function<SessionId, CompletionStage<Boolean>> destroy) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> destroy(SessionId id) {
        return destroy.apply(id);
      }
    };
  }

  /** The same content as a session that no store knows yet. */
  public static Session copy(Session session, SessionId id) {
    Session copy = Session.create(id, session.cookie());
    session.attributes().forEach(copy::set);
    return copy;
  }

  static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
