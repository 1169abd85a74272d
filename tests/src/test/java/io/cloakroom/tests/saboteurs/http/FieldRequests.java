package io.cloakroom.tests.saboteurs.http;

import com.sun.net.httpserver.HttpExchange;
import io.cloakroom.http.SessionEngineBuilder;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionHeaders;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.tck.http.application.EngineOptions;
import io.cloakroom.tck.http.application.SessionOperations;
import io.cloakroom.tests.reference.Behaviour;
import io.cloakroom.tests.reference.EngineOperations;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Integrations with faults that stand in the issue trackers of frameworks and their sessions. */
final class FieldRequests {

  private FieldRequests() {}

  private static Behaviour headers(UnaryOperator<List<String>> cookies) {
    return new Behaviour() {
      @Override
      public SessionRequest request(SessionRequest request, HttpExchange http) {
        return SessionRequest.of(
            request.path(),
            request.isSecure(),
            name ->
                name.equalsIgnoreCase("Cookie")
                    ? cookies.apply(request.headers(name))
                    : request.headers(name));
      }
    };
  }

  /** What a connection sent last counts for requests that send nothing, by one method. */
  static Behaviour patchGetsTheConnectionsSession() {
    Map<Object, List<String>> last = new ConcurrentHashMap<>();
    return new Behaviour() {
      @Override
      public SessionRequest request(SessionRequest request, HttpExchange http) {
        List<String> sent = request.headers("Cookie");
        if (!sent.isEmpty()) {
          last.put(http.getRemoteAddress(), sent);
        }
        boolean borrows = sent.isEmpty() && http.getRequestMethod().equals("PATCH");
        return SessionRequest.of(
            request.path(),
            request.isSecure(),
            name ->
                borrows && name.equalsIgnoreCase("Cookie")
                    ? last.getOrDefault(http.getRemoteAddress(), List.of())
                    : request.headers(name));
      }
    };
  }

  /** The second server of an application was not given the secrets from before. */
  static Behaviour secondServersLackOldSecrets() {
    return new Behaviour() {
      private int servers;

      @Override
      public SessionEngineBuilder options(SessionEngineBuilder builder, EngineOptions options) {
        return servers++ % 2 == 1 && options.secrets().size() > 1
            ? builder.secret(options.secrets().get(0))
            : builder;
      }
    };
  }

  static Behaviour decodesPlus() {
    return headers(lines -> lines.stream().map(line -> line.replace("%2B", "%20")).toList());
  }

  static Behaviour decodesCookiesTwice() {
    return headers(
        lines ->
            lines.stream().map(line -> URLDecoder.decode(line, StandardCharsets.UTF_8)).toList());
  }

  static Behaviour expiresByLocalTime() {
    return cookies(cookie -> cookie.contains("01 Jan 1970") ? cookie : anHourLater(cookie));
  }

  private static String anHourLater(String cookie) {
    return java.util.regex.Pattern.compile(" (\\d\\d):(\\d\\d:\\d\\d GMT)")
        .matcher(cookie)
        .replaceFirst(
            time ->
                " %02d:%s".formatted((Integer.parseInt(time.group(1)) + 1) % 24, time.group(2)));
  }

  private static Behaviour cookies(UnaryOperator<String> change) {
    return new Behaviour() {
      @Override
      public String cookie(String header) {
        return change.apply(header);
      }
    };
  }

  static Behaviour removesWithoutAnEnd() {
    return cookies(
        cookie ->
            cookie.contains("01 Jan 1970")
                ? cookie.replaceFirst("; Expires=[^;]*", "") + "; Max-Age=-1"
                : cookie);
  }

  static Behaviour writesAttributesInSmallLetters() {
    return cookies(cookie -> cookie.replace("; SameSite=Lax", "; SameSite=lax;"));
  }

  /** What a session held a moment ago, for whoever sends the same cookie. */
  static Behaviour remembersByCookie() {
    Map<String, Map<String, Object>> seen = new ConcurrentHashMap<>();
    return new Behaviour() {
      @Override
      public SessionOperations session(
          SessionOperations session, SessionExchange sessions, HttpExchange http) {
        String cookie = String.valueOf(http.getRequestHeaders().get("Cookie"));
        Map<String, Object> known = seen.computeIfAbsent(cookie, none -> new ConcurrentHashMap<>());
        return new EngineOperations(sessions::load) {
          @Override
          public @Nullable Object get(String name) {
            Object value = super.get(name);
            if (value == null) {
              return cookie.equals("null") ? null : known.get(name);
            }
            known.put(name, value);
            return value;
          }
        };
      }
    };
  }

  static Behaviour beginsNothingAfterADestruction() {
    return UnexpectedRequests.operations(
        sessions ->
            new EngineOperations(sessions::load) {
              private boolean ended;

              @Override
              public void destroy() {
                ended = true;
                super.destroy();
              }

              @Override
              public void set(String name, Object value) {
                if (!ended) {
                  super.set(name, value);
                }
              }
            });
  }

  static Behaviour leavesCachesAloneWhereItRemoves() {
    return new Behaviour() {
      @Override
      public void add(SessionHeaders session, HttpExchange http) {
        super.add(session, http);
        if (session.setCookie().stream().anyMatch(cookie -> cookie.contains("01 Jan 1970"))) {
          http.getResponseHeaders().remove("Cache-Control");
        }
      }
    };
  }

  static Behaviour setsTheCookieOfTheResponseBefore() {
    return new Behaviour() {
      private Optional<List<String>> before = Optional.empty();
      private int responses;

      @Override
      public synchronized void add(SessionHeaders session, HttpExchange http) {
        super.add(session, http);
        List<String> now = http.getResponseHeaders().get("Set-Cookie");
        if (++responses % 32 == 0 && now != null && before.isPresent()) {
          http.getResponseHeaders().put("Set-Cookie", before.get());
        }
        before = Optional.ofNullable(now);
      }
    };
  }

  static Behaviour savesNothingOfUnknownMethods() {
    return UnexpectedRequests.uncommitted(
        http -> !List.of("GET", "HEAD", "POST", "PUT", "DELETE").contains(http.getRequestMethod()));
  }

  static Behaviour savesNothingWithoutACookie() {
    return UnexpectedRequests.uncommitted(
        http ->
            !http.getRequestHeaders().containsKey("Cookie")
                && http.getRequestMethod().equals("PUT"));
  }

  static Behaviour readsTheSessionOfTheThread() {
    Map<Thread, SessionExchange> ofThreads = new ConcurrentHashMap<>();
    return new Behaviour() {
      @Override
      public SessionOperations session(
          SessionOperations session, SessionExchange sessions, HttpExchange http) {
        if (!http.getRequestHeaders().containsKey("Cookie")
            && ofThreads.get(Thread.currentThread()) != null) {
          SessionExchange before = ofThreads.get(Thread.currentThread());
          return new EngineOperations(sessions::load) {
            @Override
            public @Nullable Object get(String name) {
              Object own = super.get(name);
              return own != null ? own : before.load().toCompletableFuture().join().get(name);
            }
          };
        }
        ofThreads.put(Thread.currentThread(), sessions);
        return session;
      }
    };
  }
}
