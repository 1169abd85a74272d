package io.cloakroom.tests.saboteurs.http;

import com.sun.net.httpserver.HttpExchange;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.http.application.SessionOperations;
import io.cloakroom.tests.reference.Behaviour;
import io.cloakroom.tests.reference.EngineOperations;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Integrations that are wrong only where a second header contradicts the first, after the first
 * byte, or where the session has ended meanwhile.
 */
final class ForgottenSides {

  private ForgottenSides() {}

  /** Where there is a {@code Forwarded}, {@code X-Forwarded-Proto} is ignored. */
  static Behaviour believesForwardedAlone() {
    return new Behaviour() {
      @Override
      public SessionRequest request(SessionRequest request, HttpExchange http) {
        return SessionRequest.of(
            http.getRequestURI().getRawPath(),
            false,
            name -> {
              List<String> said = http.getRequestHeaders().getOrDefault(name, List.of());
              return name.equalsIgnoreCase("X-Forwarded-Proto")
                      && http.getRequestHeaders().containsKey("Forwarded")
                  ? List.of()
                  : said;
            });
      }
    };
  }

  /** Whatever is saved counts as told to the client. */
  static Behaviour renewsByEverySave() {
    return new Behaviour() {
      @Override
      public SessionStore store(SessionStore store) {
        return new ForwardingStore(store) {
          @Override
          public CompletionStage<SaveOutcome> update(Session session) {
            session.renewCookie(true);
            return super.update(session);
          }
        };
      }
    };
  }

  /** What has begun in a request may be written to in it, for as long as that lasts. */
  static Behaviour takesWritesToWhatItHasEmptied() {
    return new Behaviour() {
      @Override
      public SessionOperations session(
          SessionOperations session, SessionExchange sessions, HttpExchange http) {
        return new EngineOperations(sessions::load) {
          private volatile boolean emptied;

          @Override
          public void remove(String name) {
            super.remove(name);
            emptied = true;
          }

          @Override
          public void set(String name, Object value) {
            try {
              super.set(name, value);
            } catch (IllegalStateException late) {
              if (!emptied) {
                throw late;
              }
            }
          }
        };
      }
    };
  }

  /** What has ended already needs no note that something else took its place. */
  static Behaviour retiresOnlyWhatIsThere() {
    return new Behaviour() {
      @Override
      public SessionStore store(SessionStore store) {
        return new ForwardingStore(store) {
          @Override
          public CompletionStage<Boolean> retire(SessionId id) {
            return super.get(id)
                .thenCompose(
                    found -> found.isPresent() ? super.retire(id) : ForwardingPort.done(false));
          }
        };
      }
    };
  }
}
