package io.cloakroom.tests.saboteurs.http;

import com.sun.net.httpserver.HttpExchange;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tests.reference.Behaviour;
import java.io.IOException;
import java.util.List;

/**
 * Integrations with faults that somebody invented who had not read the kit, and that it missed
 * then.
 */
final class OutsideRequests {

  private OutsideRequests() {}

  static Behaviour decodesPaths() {
    return new Behaviour() {
      @Override
      public SessionRequest request(SessionRequest request, HttpExchange http) {
        return SessionRequest.of(
            http.getRequestURI().getPath(),
            false,
            name -> http.getRequestHeaders().getOrDefault(name, List.of()));
      }
    };
  }

  static Behaviour commitsOnlyWhatHasARoute() {
    return new Behaviour() {
      @Override
      public void commit(SessionExchange sessions, HttpExchange http) {
        if (Route.at(http.getRequestURI().getPath()).isPresent()) {
          super.commit(sessions, http);
        }
      }
    };
  }

  /** Where the session can't be saved, the status is right. */
  static Behaviour leavesWhatTheHandlerSaid() {
    return new Behaviour() {
      @Override
      public void commit(SessionExchange sessions, HttpExchange http) {
        try {
          super.commit(sessions, http);
        } catch (RuntimeException e) {
          http.getResponseHeaders().set("Retry-After", "1");
          try {
            http.sendResponseHeaders(503, -1);
          } catch (IOException gone) {
            e.addSuppressed(gone);
          }
          throw e;
        }
      }
    };
  }
}
