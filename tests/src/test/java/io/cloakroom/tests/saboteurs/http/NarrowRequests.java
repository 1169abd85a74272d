package io.cloakroom.tests.saboteurs.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionHeaders;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.tests.reference.Behaviour;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Integrations that look at what a request carries besides its session's cookie. */
final class NarrowRequests {

  private NarrowRequests() {}

  private static String header(HttpExchange http, String name) {
    String value = http.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  /** Takes some requests for ones without a cookie. */
  private static Behaviour withoutCookies(Predicate<HttpExchange> some) {
    return withCookies(some, cookies -> List.of());
  }

  private static Behaviour withCookies(
      Predicate<HttpExchange> some, UnaryOperator<List<String>> cookies) {
    return new Behaviour() {
      @Override
      public SessionRequest request(SessionRequest request, HttpExchange http) {
        return some.test(http)
            ? SessionRequest.of(
                http.getRequestURI().getRawPath(),
                false,
                name -> {
                  List<String> there = http.getRequestHeaders().getOrDefault(name, List.of());
                  return name.equalsIgnoreCase("Cookie") ? cookies.apply(there) : there;
                })
            : request;
      }
    };
  }

  /** Saves nothing of some requests. */
  private static Behaviour savingNothing(Predicate<HttpExchange> some) {
    return new Behaviour() {
      private final Set<SessionExchange> leftOut = ConcurrentHashMap.newKeySet();

      @Override
      public void commit(SessionExchange sessions, HttpExchange http) {
        if (some.test(http)) {
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

  static Behaviour knowsNoRobots() {
    return withoutCookies(http -> header(http, "User-Agent").contains("bot"));
  }

  static Behaviour knowsNoTokens() {
    return withoutCookies(http -> header(http, "Authorization").startsWith("Bearer"));
  }

  static Behaviour knowsNoOtherOrigins() {
    return withoutCookies(http -> !header(http, "Origin").isEmpty());
  }

  static Behaviour knowsNoLongTargets() {
    return withoutCookies(http -> http.getRequestURI().toString().length() > 2_048);
  }

  static Behaviour stopsAtAnOddCookie() {
    return withCookies(
        http -> true,
        lines ->
            lines.stream()
                .filter(line -> line.matches("([!#$%&'*+.^_`|~\\w-]+=[^\"\\s;]*(; |$))*"))
                .toList());
  }

  static Behaviour savesNothingOfPrefetches() {
    return savingNothing(http -> header(http, "Purpose").equals("prefetch"));
  }

  static Behaviour savesNothingOfRanges() {
    return savingNothing(http -> !header(http, "Range").isEmpty());
  }

  static Behaviour savesNothingBesideALargeBody() {
    return savingNothing(http -> header(http, "Content-Length").matches("\\d{5,}"));
  }

  static Behaviour savesNothingBesideChunks() {
    return savingNothing(http -> header(http, "Transfer-Encoding").equals("chunked"));
  }

  static Behaviour savesNothingOfForms() {
    return savingNothing(http -> header(http, "Content-Type").contains("form"));
  }

  static Behaviour givesScriptsNoCookie() {
    return new Behaviour() {
      @Override
      public void commit(SessionExchange sessions, HttpExchange http) {
        super.commit(sessions, http);
        if (header(http, "Accept").startsWith("application/json")) {
          http.getResponseHeaders().remove("Set-Cookie");
        }
      }
    };
  }

  static Behaviour knowsOneHost() {
    return withoutCookies(http -> !header(http, "Host").startsWith("127.0.0.1"));
  }

  static Behaviour savesNothingOnClosingConnections() {
    return savingNothing(http -> header(http, "Connection").equals("close"));
  }

  /** Writes dates as the locale has them. */
  static Behaviour writesDatesOfTheLocale() {
    return new Behaviour() {
      @Override
      public String cookie(String header) {
        return Pattern.compile("(?<=Expires=)[^;]*")
            .matcher(header)
            .replaceAll(
                date ->
                    DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'")
                        .format(
                            ZonedDateTime.parse(
                                date.group(), DateTimeFormatter.RFC_1123_DATE_TIME)));
      }
    };
  }

  /** Tells the id in a form that nobody reads, but anybody can. */
  static Behaviour tellsTheIdInAnEntityTag() {
    return new Behaviour() {
      @Override
      public void add(SessionHeaders session, HttpExchange http) {
        super.add(session, http);
        session.setCookie().stream()
            .map(cookie -> cookie.replaceFirst("^[^=]*=s%3A([^.]*).*", "$1"))
            .findFirst()
            .ifPresent(
                id ->
                    http.getResponseHeaders()
                        .set(
                            "ETag",
                            '"' + Base64.getEncoder().encodeToString(id.getBytes(UTF_8)) + '"'));
      }
    };
  }

  static Behaviour believesARewrittenPath() {
    return new Behaviour() {
      @Override
      public SessionRequest request(SessionRequest request, HttpExchange http) {
        String named = header(http, "X-Original-URL");
        return SessionRequest.of(
            named.isEmpty() ? http.getRequestURI().getRawPath() : named,
            false,
            name -> http.getRequestHeaders().getOrDefault(name, List.of()));
      }
    };
  }

  static Behaviour believesThatItIsSecure() {
    return new Behaviour() {
      @Override
      public SessionRequest request(SessionRequest request, HttpExchange http) {
        return SessionRequest.of(
            http.getRequestURI().getRawPath(),
            header(http, "X-Forwarded-Ssl").equals("on"),
            name -> http.getRequestHeaders().getOrDefault(name, List.of()));
      }
    };
  }

  static Behaviour takesATokenForACookie() {
    return new Behaviour() {
      @Override
      public SessionRequest request(SessionRequest request, HttpExchange http) {
        String token = header(http, "Authorization").replace("Bearer ", "kit.sid=");
        return header(http, "Cookie").isEmpty() && token.startsWith("kit.sid=")
            ? SessionRequest.of(
                http.getRequestURI().getRawPath(),
                false,
                name -> name.equalsIgnoreCase("Cookie") ? List.of(token) : List.of())
            : request;
      }
    };
  }

  static Behaviour savesNothingThatIsConditional() {
    return savingNothing(http -> !header(http, "If-None-Match").isEmpty());
  }

  /** Shows the engine some headers, or some of their lines. */
  private static Behaviour showing(BiFunction<String, List<String>, List<String>> lines) {
    return new Behaviour() {
      @Override
      public SessionRequest request(SessionRequest request, HttpExchange http) {
        return SessionRequest.of(
            request.path(), request.isSecure(), name -> lines.apply(name, request.headers(name)));
      }
    };
  }

  /** As of each header that is no list. */
  static Behaviour knowsOneLineOfAHeader() {
    return showing(
        (name, lines) -> name.equals("Cookie") || lines.isEmpty() ? lines : lines.subList(0, 1));
  }

  static Behaviour knowsNoForwarded() {
    return showing((name, lines) -> name.equals("Forwarded") ? List.of() : lines);
  }

  /** Copies what the engine is known to need. */
  static Behaviour showsGenidFewHeaders() {
    Set<String> needed = Set.of("Cookie", "Forwarded", "X-Forwarded-Proto");
    return showing((name, lines) -> needed.contains(name) ? lines : List.of());
  }
}
