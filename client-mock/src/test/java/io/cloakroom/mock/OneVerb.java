package io.cloakroom.mock;

import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Stores that do one thing in a way of their own, and all others as a sound store does. */
final class OneVerb {

  private OneVerb() {}

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
      SessionStore sound, Function<Session, CompletionStage<Boolean>> create) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> create(Session session) {
        return create.apply(session);
      }
    };
  }

  static SessionStore update(
      SessionStore sound, Function<Session, CompletionStage<Boolean>> update) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> update(Session session) {
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
      SessionStore sound,
      BiFunction<Session, SessionId, CompletionStage<Optional<Session>>> regenerate) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Optional<Session>> regenerate(Session session, SessionId newId) {
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

  static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
