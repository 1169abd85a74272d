package io.cloakroom.tests.saboteurs.http;

import com.sun.net.httpserver.HttpExchange;
import io.cloakroom.http.SessionData;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.tck.http.application.SessionOperations;
import io.cloakroom.tests.reference.Behaviour;
import io.cloakroom.tests.reference.EngineOperations;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Integrations that treat a request as another one, or as done, once it was forwarded. */
final class BrokenForwards {

  private BrokenForwards() {}

  /** A handler to which a request was forwarded sees what was stored, and changes nothing. */
  static Behaviour losingChanges() {
    return with(
        sessions ->
            new EngineOperations(sessions::load) {
              @Override
              public void set(String name, Object value) {}

              @Override
              public void remove(String name) {}
            });
  }

  static Behaviour withoutSession() {
    return with(
        sessions ->
            new EngineOperations(sessions::load) {
              @Override
              public @Nullable Object get(String name) {
                return null;
              }
            });
  }

  static Behaviour keepingTheId() {
    return with(
        sessions ->
            new EngineOperations(sessions::load) {
              @Override
              public void regenerate(SessionData data) {}
            });
  }

  /** The handler to which a request was forwarded works with another view of the session. */
  private static Behaviour with(Function<SessionExchange, SessionOperations> view) {
    return new Behaviour() {
      @Override
      public SessionOperations forwarded(
          SessionOperations session, SessionExchange sessions, HttpExchange http) {
        return view.apply(sessions);
      }
    };
  }

  static Behaviour takingThemForFailures() {
    return new Behaviour() {
      @Override
      public SessionOperations forwarded(
          SessionOperations session, SessionExchange sessions, HttpExchange http) {
        handlerFailed(sessions);
        return session;
      }
    };
  }

  static Behaviour committingBefore() {
    return new Behaviour() {
      @Override
      public SessionOperations forwarded(
          SessionOperations session, SessionExchange sessions, HttpExchange http) {
        commit(sessions, http);
        return session;
      }
    };
  }
}
