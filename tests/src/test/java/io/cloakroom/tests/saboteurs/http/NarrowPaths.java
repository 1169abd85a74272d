package io.cloakroom.tests.saboteurs.http;

import com.sun.net.httpserver.HttpExchange;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.application.SessionOperations;
import io.cloakroom.tests.reference.Behaviour;
import io.cloakroom.tests.reference.EngineOperations;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Integrations that decide by one spelling of a path, while the server routes by another. */
final class NarrowPaths {

  private NarrowPaths() {}

  private static String written(HttpExchange http) {
    return http.getRequestURI().getRawPath();
  }

  private static String normalised(String path) {
    return URI.create(path.replaceAll(";[^/]*", "").replaceAll("//+", "/")).normalize().getPath();
  }

  /** Routes as servers do that know one path by several spellings. */
  private static class RoutesNormalisedPaths extends Behaviour {
    @Override
    public Optional<Route> route(String path) {
      return Route.at(normalised(path.replace(" ", "%20")));
    }
  }

  private static Behaviour deciding(UnaryOperator<String> path) {
    return new RoutesNormalisedPaths() {
      @Override
      public SessionRequest request(SessionRequest request, HttpExchange http) {
        return SessionRequest.of(
            path.apply(written(http)),
            false,
            name -> http.getRequestHeaders().getOrDefault(name, List.of()));
      }
    };
  }

  static Behaviour decidesByANormalisedPath() {
    return deciding(path -> URI.create(path).normalize().getRawPath());
  }

  static Behaviour decidesWithoutDoubleSlashes() {
    return deciding(path -> path.replaceAll("//+", "/"));
  }

  static Behaviour decidesWithoutPathParameters() {
    return deciding(path -> path.replaceAll(";[^/]*", ""));
  }

  private static Behaviour leavingOut(Predicate<String> written) {
    return new RoutesNormalisedPaths() {
      private final Set<SessionExchange> leftOut = ConcurrentHashMap.newKeySet();

      @Override
      public void commit(SessionExchange sessions, HttpExchange http) {
        if (written.test(written(http))) {
          leftOut.add(sessions);
        } else {
          super.commit(sessions, http);
        }
      }

      @Override
      public void complete(SessionExchange sessions) {
        if (!leftOut.remove(sessions)) {
          super.complete(sessions);
        }
      }
    };
  }

  static Behaviour leavesStyleSheetsOut() {
    return leavingOut(path -> path.endsWith(".css"));
  }

  static Behaviour leavesAFolderOut() {
    return leavingOut(path -> path.startsWith("/untouched/"));
  }

  static Behaviour savesAtKnownPathsOnly() {
    return leavingOut(path -> Route.at(path).isEmpty());
  }

  /** A gate that knows which of its paths are open to all takes the others for open. */
  static Behaviour showsASessionAtUnknownPaths() {
    return new RoutesNormalisedPaths() {
      @Override
      public SessionOperations session(
          SessionOperations session, SessionExchange sessions, HttpExchange http) {
        return new EngineOperations(sessions::load) {
          @Override
          public boolean exists() {
            return Route.at(written(http)).isEmpty() || super.exists();
          }
        };
      }
    };
  }
}
