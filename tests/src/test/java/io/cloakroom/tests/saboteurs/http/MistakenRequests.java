package io.cloakroom.tests.saboteurs.http;

import com.sun.net.httpserver.HttpExchange;
import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionData;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionHeaders;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.tck.http.application.SessionOperations;
import io.cloakroom.tests.reference.Behaviour;
import io.cloakroom.tests.reference.EngineOperations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Integrations whose author has thought of the usual request only. */
final class MistakenRequests {

  private MistakenRequests() {}

  private static Predicate<HttpExchange> by(String method) {
    return http -> http.getRequestMethod().equals(method);
  }

  static int status(HttpExchange http) {
    String query = "&" + http.getRequestURI().getRawQuery() + "&";
    int at = query.indexOf("&status=");
    return at < 0 || !query.contains("&end=ANSWER&")
        ? 200
        : Integer.parseInt(query.substring(at + 8, at + 11));
  }

  static Behaviour savesNothingOfHead() {
    return UnexpectedRequests.uncommitted(by("HEAD"));
  }

  static Behaviour savesNothingOfOptions() {
    return UnexpectedRequests.uncommitted(by("OPTIONS"));
  }

  static Behaviour savesNothingOfDelete() {
    return UnexpectedRequests.uncommitted(by("DELETE"));
  }

  static Behaviour savesNothingOfServerErrors() {
    return UnexpectedRequests.uncommitted(http -> status(http) >= 500);
  }

  static Behaviour savesNothingOfRedirects() {
    return UnexpectedRequests.uncommitted(http -> status(http) == 302 || status(http) == 303);
  }

  static Behaviour savesNothingOf204() {
    return UnexpectedRequests.uncommitted(http -> status(http) == 204);
  }

  static Behaviour savesNothingOfUnknownStatuses() {
    return UnexpectedRequests.uncommitted(http -> status(http) > 511);
  }

  static Behaviour setsNoCookieWithoutABody() {
    return UnexpectedRequests.withoutCookie(
        http -> status(http) == 204 || status(http) == 304 || by("HEAD").test(http));
  }

  static Behaviour setsNoCookieWithServerErrors() {
    return UnexpectedRequests.withoutCookie(http -> status(http) >= 500);
  }

  static Behaviour setsNoCookieOfStreams() {
    return UnexpectedRequests.withoutCookie(http -> UnexpectedRequests.asksFor(http, "end=STREAM"));
  }

  static Behaviour setsNoCookieOfThrows() {
    return UnexpectedRequests.withoutCookie(http -> UnexpectedRequests.asksFor(http, "end=THROW"));
  }

  static Behaviour replacesOtherCookies() {
    return adding(
        (session, http) ->
            session
                .setCookie()
                .forEach(value -> http.getResponseHeaders().set("Set-Cookie", value)));
  }

  private interface Adding {
    void add(SessionHeaders session, HttpExchange http);
  }

  private static Behaviour adding(Adding adding) {
    return new Behaviour() {
      @Override
      public void add(SessionHeaders session, HttpExchange http) {
        adding.add(session, http);
        session
            .caching(
                200,
                List.copyOf(http.getResponseHeaders().keySet()),
                http.getResponseHeaders()::get)
            .forEach(http.getResponseHeaders()::add);
      }
    };
  }

  static Behaviour leavesCachesAloneForErrors() {
    return new Behaviour() {
      @Override
      public void add(SessionHeaders session, HttpExchange http) {
        if (status(http) < 400) {
          super.add(session, http);
        } else {
          session.setCookie().forEach(value -> http.getResponseHeaders().add("Set-Cookie", value));
        }
      }
    };
  }

  private static Behaviour reissuing(UnaryOperator<String> change) {
    return new Behaviour() {
      @Override
      public void add(SessionHeaders session, HttpExchange http) {
        super.add(session, http);
        List<String> cookies = http.getResponseHeaders().get("Set-Cookie");
        if (cookies != null && http.getRequestHeaders().containsKey("Cookie")) {
          http.getResponseHeaders()
              .put(
                  "Set-Cookie",
                  new ArrayList<>(
                      cookies.stream()
                          .map(each -> each.contains("01 Jan 1970") ? each : change.apply(each))
                          .toList()));
        }
      }
    };
  }

  static Behaviour forgetsHttpOnlyAtALogIn() {
    return reissuing(cookie -> cookie.replace("; HttpOnly", ""));
  }

  static Behaviour forgetsSameSiteAtALogIn() {
    return reissuing(cookie -> cookie.replaceFirst("; SameSite=[A-Za-z]+", ""));
  }

  static Behaviour widensThePathAtALogIn() {
    return reissuing(cookie -> cookie.replace("; Path=/anything", "; Path=/"));
  }

  static Behaviour forgetsTheDomainAtALogIn() {
    return reissuing(cookie -> cookie.replaceFirst("; Domain=[^;]*", ""));
  }

  static Behaviour forgetsPriorityAtALogIn() {
    return reissuing(cookie -> cookie.replaceFirst("; Priority=[A-Za-z]+", ""));
  }

  static Behaviour removesWithTheOldValue() {
    return new Behaviour() {
      @Override
      public String cookie(String header) {
        return header.contains("01 Jan 1970")
            ? header.replaceFirst("; Expires=[^;]*", "").replaceFirst("; Max-Age=0", "")
            : header;
      }
    };
  }

  static Behaviour removesUnderTheRoot() {
    return UnexpectedRequests.removing("; Path=[^;]*", "; Path=/");
  }

  static Behaviour removesHttpOnlyCookiesOpenly() {
    return UnexpectedRequests.removing("; HttpOnly", "");
  }

  static Behaviour joinsLinesByCommas() {
    return requesting(
        (request, http) ->
            SessionRequest.of(
                request.path(),
                request.isSecure(),
                name ->
                    request.headers(name).size() > 1
                        ? List.of(String.join(",", request.headers(name)))
                        : request.headers(name)));
  }

  private interface Requesting {
    SessionRequest of(SessionRequest request, HttpExchange http);
  }

  private static Behaviour requesting(Requesting change) {
    return new Behaviour() {
      @Override
      public SessionRequest request(SessionRequest request, HttpExchange http) {
        return change.of(request, http);
      }
    };
  }

  static Behaviour readsTheLastLine() {
    return requesting(
        (request, http) ->
            SessionRequest.of(
                request.path(),
                request.isSecure(),
                name -> {
                  List<String> all = request.headers(name);
                  return all.isEmpty() ? all : all.subList(all.size() - 1, all.size());
                }));
  }

  static Behaviour reads600CharactersOfCookies() {
    return UnexpectedRequests.reading(
        (line, name) -> line.substring(0, Math.min(line.length(), 600)));
  }

  static Behaviour knowsProxiesByExactWords() {
    return requesting(
        (request, http) ->
            SessionRequest.of(
                request.path(),
                request.isSecure(),
                name ->
                    name.equalsIgnoreCase("X-Forwarded-Proto") && !by("GET").test(http)
                        ? List.of()
                        : request.headers(name)));
  }

  static Behaviour saysNothingOfFailures() {
    return new Behaviour() {
      @Override
      public void handlerFailed(SessionExchange sessions) {}
    };
  }

  static Behaviour takesServerErrorsForFailedHandlers() {
    return new Behaviour() {
      @Override
      public void commit(SessionExchange sessions, HttpExchange http) {
        if (status(http) >= 500) {
          sessions.handlerFailed();
        }
        super.commit(sessions, http);
      }
    };
  }

  private static Behaviour operating(Operations change) {
    return UnexpectedRequests.operations(session -> change.over(session));
  }

  private interface Operations {
    SessionOperations over(SessionExchange session);
  }

  static Behaviour remembersWhatItRead() {
    return operating(
        session ->
            new EngineOperations(session::load) {
              private final Map<String, Object> read = new HashMap<>();

              @Override
              public @Nullable Object get(String name) {
                Object value = read.get(name);
                if (value == null) {
                  value = super.get(name);
                  if (value != null) {
                    read.put(name, value);
                  }
                }
                return value;
              }
            });
  }

  static Behaviour setsOnlyWhatDiffers() {
    return operating(
        session ->
            new EngineOperations(session::load) {
              private final Map<String, Object> set = new HashMap<>();

              @Override
              public void set(String name, Object value) {
                if (set.putIfAbsent(name, value) == null) {
                  super.set(name, value);
                }
              }
            });
  }

  static Behaviour removesByNull() {
    return operating(
        session ->
            new EngineOperations(session::load) {
              @Override
              public void remove(String name) {
                super.set(name, null);
              }
            });
  }

  static Behaviour destroysAtTheEnd() {
    return operating(
        session ->
            new EngineOperations(session::load) {
              private boolean ended;

              @Override
              public void destroy() {
                ended = true;
              }

              @Override
              public @Nullable Object get(String name) {
                return ended ? null : super.get(name);
              }

              @Override
              public void set(String name, Object value) {
                if (ended) {
                  super.destroy();
                  ended = false;
                }
                super.set(name, value);
              }
            });
  }

  static Behaviour keepsTheSessionOfANewId() {
    return operating(
        session ->
            new EngineOperations(session::load) {
              @Override
              public void regenerate(SessionData data) {
                RequestSession mine = session();
                if (data == SessionData.DROP && mine.isNew()) {
                  return;
                }
                super.regenerate(data);
              }
            });
  }

  static Behaviour unsetsByDestroying() {
    return operating(
        session ->
            new EngineOperations(session::load) {
              @Override
              public void unset() {
                super.destroy();
              }
            });
  }

  static Behaviour savesNothingOfAStreamByHead() {
    Set<SessionExchange> committed = ConcurrentHashMap.newKeySet();
    return new Behaviour() {
      @Override
      public void commit(SessionExchange sessions, HttpExchange http) {
        if (UnexpectedRequests.asksFor(http, "end=STREAM") && by("HEAD").test(http)) {
          committed.add(sessions);
          return;
        }
        super.commit(sessions, http);
      }
    };
  }
}
