package io.cloakroom.tests.saboteurs.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.cloakroom.http.SessionData;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionHeaders;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.session.Lookup;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.http.application.SessionOperations;
import io.cloakroom.tests.reference.Behaviour;
import io.cloakroom.tests.reference.EngineOperations;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What integrations do that go by what they saw last, for {@link ForgetfulIntegration}. */
final class ForgetfulAnswers {

  private static final Set<String> THREE_CACHES =
      Set.of("Cache-Control", "CDN-Cache-Control", "Edge-Control", "Surrogate-Control");

  private ForgetfulAnswers() {}

  static Behaviour takesTheLastCookie() {
    return withCookies(ForgetfulAnswers::lastFirst);
  }

  private static Behaviour withCookies(UnaryOperator<List<String>> cookies) {
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

  static Behaviour decodesPaths() {
    return new Behaviour() {
      @Override
      public SessionRequest request(SessionRequest request, HttpExchange http) {
        return SessionRequest.of(
            http.getRequestURI().getPath(), request.isSecure(), request::headers);
      }
    };
  }

  static Behaviour savesWhatBeganUnasked() {
    return new Behaviour() {
      @Override
      public void handlerFailed(SessionExchange sessions) {
        if (sessions.mayHaveSession()) {
          super.handlerFailed(sessions);
        }
      }
    };
  }

  private static List<String> lastFirst(List<String> headers) {
    List<String> pairs = new ArrayList<>();
    headers.forEach(header -> pairs.addAll(List.of(header.split("; ", -1))));
    Collections.reverse(pairs);
    return pairs;
  }

  /** What was read once with a cookie is read with it again. */
  static Behaviour remembersSignatures() {
    Map<String, Object> read = new ConcurrentHashMap<>();
    return new Behaviour() {
      @Override
      public SessionOperations session(
          SessionOperations session, SessionExchange sessions, HttpExchange http) {
        String cookies = "" + http.getRequestHeaders().get("Cookie");
        return new EngineOperations(sessions::load) {
          @Override
          public Object get(String name) {
            Object value = super.get(name);
            if (value != null) {
              read.put(cookies + name, value);
            }
            return value == null ? read.get(cookies + name) : value;
          }
        };
      }
    };
  }

  private static Behaviour cookies(UnaryOperator<List<String>> sent) {
    return new Behaviour() {
      @Override
      public void add(SessionHeaders session, HttpExchange http) {
        super.add(new SessionHeaders(sent.apply(session.setCookie()), session.used()), http);
      }
    };
  }

  private static Behaviour cookiesOf(Predicate<String> sent) {
    return cookies(all -> all.stream().filter(sent).toList());
  }

  static Behaviour leavesSameSiteOut() {
    return cookies(
        all -> all.stream().map(each -> each.replaceAll("; SameSite=[^;]*", "")).toList());
  }

  static Behaviour leavesOtherDomains() {
    return cookiesOf(each -> !each.contains("Domain=") || !each.contains("Max-Age=0"));
  }

  static Behaviour renewsShortOnesAlone() {
    Pattern days = Pattern.compile("Max-Age=\\d{6,}");
    return new Behaviour() {
      @Override
      public void add(SessionHeaders session, HttpExchange http) {
        boolean renews = http.getRequestHeaders().containsKey("Cookie");
        boolean isLong = session.setCookie().stream().anyMatch(each -> days.matcher(each).find());
        super.add(renews && isLong ? new SessionHeaders(List.of(), session.used()) : session, http);
      }
    };
  }

  static Behaviour takesOneCookie() {
    return withCookies(
        headers -> headers.stream().map(header -> header.split(";", -1)[0]).toList());
  }

  static Behaviour loadsForEveryResponse() {
    return new Behaviour() {
      @Override
      public void commit(SessionExchange sessions, HttpExchange http) {
        sessions.load().toCompletableFuture().join();
        super.commit(sessions, http);
      }
    };
  }

  static Behaviour resavesOverWhateverIsThere() {
    return over(
        store ->
            new ForwardingStore(store) {
              @Override
              public CompletionStage<SaveOutcome> resave(Session session) {
                return sound.set(session);
              }
            });
  }

  /** Each id once, with the signature that came first. */
  static Behaviour takesTheFirstSignature() {
    return withCookies(
        headers -> {
          Map<String, String> byId = new LinkedHashMap<>();
          headers.forEach(
              header -> {
                for (String pair : header.split(";", -1)) {
                  byId.putIfAbsent(pair.strip().split("\\.", -1)[0], pair.strip());
                }
              });
          return headers.isEmpty() ? headers : List.of(String.join("; ", byId.values()));
        });
  }

  private static Behaviour over(UnaryOperator<SessionStore> broken) {
    return new Behaviour() {
      @Override
      public SessionStore store(SessionStore store) {
        return broken.apply(store);
      }
    };
  }

  static Behaviour leavesTheOldRecord() {
    return over(
        store ->
            new ForwardingStore(store) {
              @Override
              public CompletionStage<Boolean> retire(SessionId id) {
                return CompletableFuture.completedStage(true);
              }
            });
  }

  static Behaviour hidesRefusals() {
    return over(
        store ->
            new ForwardingStore(store) {
              @Override
              public CompletionStage<Lookup> lookUpWithLastAccess(
                  SessionId id, @Nullable Duration maxAge) {
                return away(sound.lookUpWithLastAccess(id, maxAge));
              }

              @Override
              public CompletionStage<Lookup> lookUp(SessionId id, @Nullable Duration maxAge) {
                return away(sound.lookUp(id, maxAge));
              }
            });
  }

  private static <T> CompletionStage<T> away(CompletionStage<T> answer) {
    return answer.exceptionallyCompose(
        failure -> CompletableFuture.failedStage(new RedisUnreachableException("away", failure)));
  }

  static Behaviour logsInWithoutTheSession() {
    return new Behaviour() {
      @Override
      public SessionOperations session(
          SessionOperations session, SessionExchange sessions, HttpExchange http) {
        return new EngineOperations(sessions::load) {
          @Override
          public void regenerate(SessionData data) {
            if (isAvailable()) {
              super.regenerate(data);
            }
          }
        };
      }
    };
  }

  static Behaviour takesBackByOptions() {
    return new Behaviour() {
      @Override
      public String cookie(String header) {
        return header.contains("Max-Age=0")
            ? header.replaceAll("; Domain=[^;]*", "").replaceAll("; Path=[^;]*", "; Path=/")
            : header;
      }
    };
  }

  static Behaviour sendsCookiesOfReadersAlone() {
    return new Behaviour() {
      @Override
      public void add(SessionHeaders session, HttpExchange http) {
        boolean knownWriter =
            http.getRequestURI().getPath().equals("/set")
                && http.getRequestHeaders().containsKey("Cookie");
        super.add(knownWriter ? new SessionHeaders(List.of(), session.used()) : session, http);
      }
    };
  }

  static Behaviour knowsThreeCaches() {
    return new Behaviour() {
      @Override
      public void add(SessionHeaders session, HttpExchange http) {
        Headers headers = http.getResponseHeaders();
        session.setCookie().forEach(value -> headers.add("Set-Cookie", value));
        session
            .caching(200, List.copyOf(headers.keySet()), headers::get)
            .forEach(
                (name, value) -> {
                  if (THREE_CACHES.stream().anyMatch(name::equalsIgnoreCase)) {
                    headers.add(name, value);
                  }
                });
      }
    };
  }
}
