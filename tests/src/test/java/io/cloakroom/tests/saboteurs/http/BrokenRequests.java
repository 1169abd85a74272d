package io.cloakroom.tests.saboteurs.http;

import com.sun.net.httpserver.HttpExchange;
import io.cloakroom.http.SessionData;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionHeaders;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.session.Lookup;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.http.application.SessionOperations;
import io.cloakroom.tests.reference.Behaviour;
import io.cloakroom.tests.reference.EngineOperations;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Integrations that go wrong for some requests only. */
final class BrokenRequests {

  private BrokenRequests() {}

  /**
   * Whether it is a request of a method, or one that is answered by such statuses.
   *
   * @param method empty: any
   * @param statuses the first digit; 0: any
   */
  private static boolean is(HttpExchange http, String method, int statuses) {
    String query = String.valueOf(http.getRequestURI().getRawQuery());
    return (method.isEmpty() || http.getRequestMethod().equals(method))
        && (statuses == 0 || query.contains("status=" + statuses));
  }

  static Behaviour uncommitted(String method, int statuses) {
    return new Behaviour() {
      @Override
      public void commit(SessionExchange sessions, HttpExchange http) {
        if (!is(http, method, statuses)) {
          super.commit(sessions, http);
        }
      }

      @Override
      public void complete(SessionExchange sessions) {}
    };
  }

  static Behaviour withoutCookie(String method, int statuses) {
    return new Behaviour() {
      @Override
      public void add(SessionHeaders session, HttpExchange http) {
        if (!is(http, method, statuses)) {
          super.add(session, http);
        }
      }
    };
  }

  static Behaviour keepingTheId(String method) {
    return new Behaviour() {
      @Override
      public SessionOperations session(
          SessionOperations session, SessionExchange sessions, HttpExchange http) {
        return !is(http, method, 0)
            ? session
            : new EngineOperations(sessions::load) {
              @Override
              public void regenerate(SessionData data) {}
            };
      }
    };
  }

  static Behaviour readingLines(boolean last) {
    return readingCookies(lines -> lines.get(last ? lines.size() - 1 : 0));
  }

  static Behaviour readingTheFirstOfTheName() {
    return readingCookies(
        lines -> {
          Map<String, String> first = new HashMap<>();
          for (String pair : String.join("; ", lines).split("; ", -1)) {
            first.putIfAbsent(pair.split("=", 2)[0], pair);
          }
          return String.join("; ", first.values());
        });
  }

  private interface Reading {
    String of(List<String> lines);
  }

  private static Behaviour readingCookies(Reading reading) {
    return new Behaviour() {
      @Override
      public SessionRequest request(SessionRequest request, HttpExchange http) {
        return SessionRequest.of(
            http.getRequestURI().getRawPath(),
            false,
            name -> {
              List<String> lines =
                  new ArrayList<>(http.getRequestHeaders().getOrDefault(name, List.of()));
              return name.equalsIgnoreCase("Cookie") && !lines.isEmpty()
                  ? List.of(reading.of(lines))
                  : lines;
            });
      }
    };
  }

  static Behaviour droppingOtherCookies() {
    return new Behaviour() {
      @Override
      public void add(SessionHeaders session, HttpExchange http) {
        if (!session.setCookie().isEmpty()) {
          http.getResponseHeaders().remove("Set-Cookie");
        }
        super.add(session, http);
      }
    };
  }

  static Behaviour reissuing(String lost) {
    return new Behaviour() {
      @Override
      public void add(SessionHeaders session, HttpExchange http) {
        super.add(session, http);
        List<String> cookies = http.getResponseHeaders().get("Set-Cookie");
        if (cookies != null && http.getRequestHeaders().containsKey("Cookie")) {
          http.getResponseHeaders()
              .put(
                  "Set-Cookie",
                  new ArrayList<>(cookies.stream().map(each -> each.replace(lost, "")).toList()));
        }
      }
    };
  }

  static Behaviour publicErrors() {
    return new Behaviour() {
      @Override
      public void add(SessionHeaders session, HttpExchange http) {
        super.add(session, http);
        if (is(http, "", 5)) {
          http.getResponseHeaders().remove("Cache-Control");
        }
      }
    };
  }

  static Behaviour cachingSessions() {
    return new Behaviour() {
      @Override
      public SessionStore store(SessionStore store) {
        Map<SessionId, Lookup> found = new HashMap<>();
        return new ForwardingStore(store) {
          @Override
          public CompletionStage<Lookup> lookUp(SessionId id, @Nullable Duration maxAge) {
            Lookup cached = found.get(id);
            if (cached != null) {
              return ForwardingPort.done(cached);
            }
            return super.lookUp(id, maxAge)
                .thenApply(
                    fresh -> {
                      found.put(id, fresh);
                      return fresh;
                    });
          }
        };
      }
    };
  }

  static Behaviour withoutSessionInErrors() {
    return new Behaviour() {
      @Override
      public SessionOperations session(
          SessionOperations session, SessionExchange sessions, HttpExchange http) {
        return !is(http, "", 5)
            ? session
            : new EngineOperations(sessions::load) {
              @Override
              public @Nullable Object get(String name) {
                return null;
              }
            };
      }
    };
  }

  static Behaviour removingNothing(String method) {
    return new Behaviour() {
      @Override
      public SessionOperations session(
          SessionOperations session, SessionExchange sessions, HttpExchange http) {
        return !is(http, method, 0)
            ? session
            : new EngineOperations(sessions::load) {
              @Override
              public void remove(String name) {}
            };
      }
    };
  }

  static Behaviour sendingTwice() {
    return new Behaviour() {
      @Override
      public void add(SessionHeaders session, HttpExchange http) {
        super.add(session, http);
        if (is(http, "", 2)) {
          session
              .setCookie()
              .forEach(value -> http.getResponseHeaders().add("Set-Cookie", cookie(value)));
        }
      }
    };
  }
}
