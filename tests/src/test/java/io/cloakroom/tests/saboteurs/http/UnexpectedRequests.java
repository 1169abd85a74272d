package io.cloakroom.tests.saboteurs.http;

import com.sun.net.httpserver.HttpExchange;
import io.cloakroom.http.SessionData;
import io.cloakroom.http.SessionEngineBuilder;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionHeaders;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.tck.http.application.EngineOptions;
import io.cloakroom.tck.http.application.SessionOperations;
import io.cloakroom.tests.reference.Behaviour;
import io.cloakroom.tests.reference.EngineOperations;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Integrations that go wrong for some requests, cookies or statuses only. */
final class UnexpectedRequests {

  private UnexpectedRequests() {}

  static boolean asksFor(HttpExchange http, String part) {
    return ("&" + http.getRequestURI().getRawQuery() + "&").contains("&" + part + "&");
  }

  static boolean answers(HttpExchange http, int status) {
    return asksFor(http, "end=ANSWER") && asksFor(http, "status=" + status);
  }

  static Behaviour uncommitted(Predicate<HttpExchange> when) {
    return new Behaviour() {
      private final Set<SessionExchange> forgotten = ConcurrentHashMap.newKeySet();

      @Override
      public void commit(SessionExchange sessions, HttpExchange http) {
        if (when.test(http)) {
          forgotten.add(sessions);
        } else {
          super.commit(sessions, http);
        }
      }

      @Override
      public void complete(SessionExchange sessions) {
        if (!forgotten.remove(sessions)) {
          super.complete(sessions);
        }
      }
    };
  }

  static Behaviour uncommittedFor(int status) {
    return uncommitted(http -> answers(http, status));
  }

  static Behaviour uncommittedPostStreams() {
    return uncommitted(
        http -> asksFor(http, "end=STREAM") && http.getRequestMethod().equals("POST"));
  }

  static Behaviour withoutCookie(Predicate<HttpExchange> when) {
    return new Behaviour() {
      @Override
      public void add(SessionHeaders session, HttpExchange http) {
        if (!when.test(http)) {
          super.add(session, http);
        }
      }
    };
  }

  static Behaviour withoutCookieFor(int status) {
    return withoutCookie(http -> answers(http, status));
  }

  static Behaviour withoutCookieForErrors() {
    return withoutCookie(http -> asksFor(http, "end=ERROR"));
  }

  static Behaviour silentOnKeptConnections() {
    Map<InetSocketAddress, Integer> requests = new ConcurrentHashMap<>();
    return withoutCookie(http -> requests.merge(http.getRemoteAddress(), 1, Integer::sum) == 2);
  }

  static Behaviour cookies(UnaryOperator<String> change) {
    return new Behaviour() {
      @Override
      public String cookie(String header) {
        return change.apply(header);
      }
    };
  }

  static Behaviour removing(String lost, String instead) {
    return cookies(
        header -> header.contains("01 Jan 1970") ? header.replaceFirst(lost, instead) : header);
  }

  static Behaviour withoutExpiryWhenReissued() {
    return new Behaviour() {
      @Override
      public void add(SessionHeaders session, HttpExchange http) {
        super.add(session, http);
        List<String> cookies = http.getResponseHeaders().get("Set-Cookie");
        if (cookies != null && http.getRequestHeaders().containsKey("Cookie")) {
          List<String> changed =
              cookies.stream()
                  .map(
                      each ->
                          each.contains("01 Jan 1970")
                              ? each
                              : each.replaceFirst("; Expires=[^;]*", "")
                                  .replaceFirst("; Max-Age=[^;]*", ""))
                  .toList();
          http.getResponseHeaders().put("Set-Cookie", new ArrayList<>(changed));
        }
      }
    };
  }

  static Behaviour withTwoSecrets() {
    return new BrokenOptions(
        (builder, options) ->
            builder.secrets(options.secrets().subList(0, Math.min(2, options.secrets().size()))));
  }

  static Behaviour signingNewOnesOldly() {
    return new BrokenOptions(
        (builder, options) -> {
          List<String> secrets = new ArrayList<>(options.secrets());
          if (secrets.size() > 1) {
            secrets.add(0, secrets.remove(1));
          }
          return builder.secrets(secrets);
        });
  }

  /** Gives the engine other cookies. */
  static Behaviour reading(CookieReading reading) {
    return new Behaviour() {
      private @Nullable EngineOptions applied;

      @Override
      public SessionEngineBuilder options(SessionEngineBuilder builder, EngineOptions options) {
        applied = options;
        return builder;
      }

      @Override
      public SessionRequest request(SessionRequest request, HttpExchange http) {
        return SessionRequest.of(
            request.path(),
            request.isSecure(),
            name ->
                name.equalsIgnoreCase("Cookie")
                    ? request.headers(name).stream()
                        .map(line -> reading.of(line, applied.name()))
                        .toList()
                    : request.headers(name));
      }
    };
  }

  interface CookieReading {
    String of(String line, String name);
  }

  static Behaviour readingCookies(int most) {
    return reading(
        (line, name) ->
            Arrays.stream(line.split("; ")).limit(most).collect(Collectors.joining("; ")));
  }

  static Behaviour foldingNames() {
    return reading(
        (line, name) ->
            Arrays.stream(line.split("; "))
                .map(
                    pair ->
                        pair.regionMatches(true, 0, name + "=", 0, name.length() + 1)
                            ? name + pair.substring(name.length())
                            : pair)
                .collect(Collectors.joining("; ")));
  }

  static Behaviour findingNamesWithin() {
    return reading(
        (line, name) ->
            Arrays.stream(line.split("; "))
                .map(
                    pair -> {
                      int at = pair.indexOf(name + "=");
                      return at > 0 ? pair.substring(at) : pair;
                    })
                .collect(Collectors.joining("; ")));
  }

  static Behaviour readingWithSpacesOnly() {
    return reading(
        (line, name) ->
            Arrays.stream(line.split("; "))
                .map(pair -> pair.replaceFirst(";.*", ""))
                .collect(Collectors.joining("; ")));
  }

  static Behaviour savingWhatErrorsLeft() {
    return new Behaviour() {
      private final Set<SessionExchange> errors = ConcurrentHashMap.newKeySet();

      @Override
      public SessionOperations session(
          SessionOperations session, SessionExchange sessions, HttpExchange http) {
        if (asksFor(http, "end=ERROR")) {
          errors.add(sessions);
        }
        return session;
      }

      @Override
      public void handlerFailed(SessionExchange sessions) {
        if (!errors.remove(sessions)) {
          super.handlerFailed(sessions);
        }
      }
    };
  }

  static Behaviour leakingAfterErrors() {
    return new Behaviour() {
      private final Map<String, String> left = new ConcurrentHashMap<>();

      @Override
      public SessionRequest request(SessionRequest request, HttpExchange http) {
        String cookie = http.getRequestHeaders().getFirst("Cookie");
        if (asksFor(http, "end=ERROR") && cookie != null) {
          left.put("", cookie);
          return request;
        }
        String other = left.remove("");
        return other == null || cookie != null
            ? request
            : SessionRequest.of(
                request.path(),
                request.isSecure(),
                name -> name.equalsIgnoreCase("Cookie") ? List.of(other) : request.headers(name));
      }
    };
  }

  static Behaviour keepingWhatWasDestroyed() {
    return operations(
        session ->
            new EngineOperations(session::load) {
              private final Map<String, Object> seen = new HashMap<>();
              private boolean ended;

              @Override
              public void set(String name, Object value) {
                super.set(name, value);
                if (ended) {
                  seen.forEach(super::set);
                }
                seen.put(name, value);
              }

              @Override
              public @Nullable Object get(String name) {
                Object value = super.get(name);
                if (value != null) {
                  seen.put(name, value);
                }
                return value;
              }

              @Override
              public void destroy() {
                super.destroy();
                ended = true;
              }
            });
  }

  static Behaviour forgettingSecondLogIns() {
    return operations(
        session ->
            new EngineOperations(session::load) {
              private boolean moved;

              @Override
              public void regenerate(SessionData data) {
                if (!moved || data == SessionData.KEEP) {
                  super.regenerate(data);
                }
                moved = true;
              }
            });
  }

  static Behaviour forgettingRemovalsAfterReads() {
    return operations(
        session ->
            new EngineOperations(session::load) {
              private final Set<String> read = new HashSet<>();

              @Override
              public @Nullable Object get(String name) {
                read.add(name);
                return super.get(name);
              }

              @Override
              public void remove(String name) {
                if (!read.contains(name)) {
                  super.remove(name);
                }
              }
            });
  }

  interface Operating {
    SessionOperations over(SessionExchange session);
  }

  static Behaviour operations(Operating operating) {
    return new Behaviour() {
      @Override
      public SessionOperations session(
          SessionOperations session, SessionExchange sessions, HttpExchange http) {
        return operating.over(sessions);
      }
    };
  }

  static Behaviour joiningCookies() {
    return new Behaviour() {
      @Override
      public void add(SessionHeaders session, HttpExchange http) {
        super.add(session, http);
        List<String> cookies = http.getResponseHeaders().get("Set-Cookie");
        if (cookies != null && cookies.size() > 1) {
          http.getResponseHeaders().set("Set-Cookie", String.join(", ", cookies));
        }
      }
    };
  }
}
