package io.cloakroom.tests.saboteurs.http;

import com.sun.net.httpserver.HttpExchange;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tests.reference.Behaviour;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionStage;

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

  /** The others' end is a favour, and not worth an error. */
  static Behaviour endsOthersIfItCan() {
    return new Behaviour() {
      @Override
      public SessionStore store(SessionStore store) {
        return new ForwardingStore(store) {
          @Override
          public CompletionStage<Long> destroyAll(String user, SessionId... except) {
            return super.destroyAll(user, except).exceptionally(failure -> 0L);
          }
        };
      }
    };
  }

  /** Of several cookies of one name, the last counts. */
  static Behaviour readsTheLastCookie() {
    return new Behaviour() {
      @Override
      public SessionRequest request(SessionRequest request, HttpExchange http) {
        return SessionRequest.of(
            http.getRequestURI().getRawPath(),
            false,
            name ->
                http.getRequestHeaders().getOrDefault(name, List.of()).stream()
                    .map(line -> line.substring(line.lastIndexOf(';') + 1))
                    .toList());
      }
    };
  }
}
