package io.cloakroom.tests.saboteurs.http;

import com.sun.net.httpserver.HttpExchange;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionHeaders;
import io.cloakroom.session.SessionId;
import io.cloakroom.tck.http.application.SessionOperations;
import io.cloakroom.tests.reference.Behaviour;
import io.cloakroom.tests.reference.EngineOperations;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CompletionException;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/** What integrations do about answers that are seldom tried. */
final class SeldomAnswers {

  private static final DateTimeFormatter RIGHT = DateTimeFormatter.RFC_1123_DATE_TIME;

  private SeldomAnswers() {}

  private static Behaviour ending(UnaryOperator<ZonedDateTime> end, DateTimeFormatter format) {
    return new Behaviour() {
      @Override
      public String cookie(String header) {
        Matcher expires = Pattern.compile("Expires=([^;]*)").matcher(header);
        return expires.find()
            ? expires.replaceFirst(
                "Expires=" + format.format(end.apply(ZonedDateTime.parse(expires.group(1), RIGHT))))
            : header;
      }
    };
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.US).withZone(ZoneOffset.UTC);
  }

  static Behaviour weekYear() {
    return ending(end -> end, format("EEE, dd MMM YYYY HH:mm:ss 'GMT'"));
  }

  static Behaviour twelveHours() {
    return ending(end -> end, format("EEE, dd MMM yyyy hh:mm:ss 'GMT'"));
  }

  static Behaviour secondsIn32Bits() {
    ZonedDateTime last = ZonedDateTime.of(2038, 1, 19, 3, 14, 7, 0, ZoneOffset.UTC);
    return ending(end -> end.isAfter(last) ? last : end, RIGHT);
  }

  /** Knows the status of each response. */
  private abstract static class ByStatus extends Behaviour {
    private final Map<HttpExchange, Integer> statuses =
        Collections.synchronizedMap(new WeakHashMap<>());

    @Override
    public void begins(int status, HttpExchange http) {
      statuses.put(http, status);
    }

    int status(HttpExchange http) {
      return statuses.get(http);
    }
  }

  static Behaviour cachesOf200() {
    return new ByStatus() {
      @Override
      public void add(SessionHeaders session, HttpExchange http) {
        if (status(http) == 200 || !session.setCookie().isEmpty()) {
          super.add(session, http);
        }
      }
    };
  }

  /** Ends no request that was answered with such a status. */
  static Behaviour leavingOpen(IntPredicate some) {
    return new ByStatus() {
      private final Map<SessionExchange, HttpExchange> requests =
          Collections.synchronizedMap(new WeakHashMap<>());

      @Override
      public SessionOperations session(
          SessionOperations session, SessionExchange sessions, HttpExchange http) {
        requests.put(sessions, http);
        return session;
      }

      @Override
      public void complete(SessionExchange sessions) {
        HttpExchange http = requests.get(sessions);
        if (http == null || !some.test(status(http))) {
          super.complete(sessions);
        }
      }
    };
  }

  static Behaviour touchesEvents() {
    return new Behaviour() {
      @Override
      public void commit(SessionExchange sessions, HttpExchange http) {
        super.commit(sessions, http);
        if ("text/event-stream".equals(http.getResponseHeaders().getFirst("Content-Type"))
            && sessions.mayHaveSession()) {
          sessions.load().toCompletableFuture().join().touch().toCompletableFuture().join();
        }
      }
    };
  }

  static Behaviour readsAgainForRedirects() {
    return new Behaviour() {
      @Override
      public void commit(SessionExchange sessions, HttpExchange http) {
        super.commit(sessions, http);
        if (http.getResponseHeaders().containsKey("Location") && sessions.mayHaveSession()) {
          sessions.load().toCompletableFuture().join().reload().toCompletableFuture().join();
        }
      }
    };
  }

  static Behaviour otherThreads() {
    return new Behaviour() {
      private final Map<SessionExchange, Thread> threads =
          Collections.synchronizedMap(new WeakHashMap<>());

      @Override
      public SessionOperations session(
          SessionOperations session, SessionExchange sessions, HttpExchange http) {
        threads.put(sessions, Thread.currentThread());
        return session;
      }

      @Override
      public void handlerFailed(SessionExchange sessions) {
        if (threads.get(sessions) == Thread.currentThread()) {
          super.handlerFailed(sessions);
        }
      }
    };
  }

  static Behaviour logsIds() {
    return new Behaviour() {
      @Override
      public void commit(SessionExchange sessions, HttpExchange http) {
        try {
          super.commit(sessions, http);
        } catch (CompletionException e) {
          LoggerFactory.getLogger("site")
              .warn(
                  "The session {} could not be saved",
                  sessions.requestedId().map(SessionId::value).orElse("of a new visitor"));
          throw e;
        }
      }
    };
  }

  static Behaviour printsUnknownIds() {
    return new Behaviour() {
      @Override
      public void commit(SessionExchange sessions, HttpExchange http) {
        super.commit(sessions, http);
        if (sessions.mayHaveSession()
            && sessions.load().toCompletableFuture().join().isNew()
            && http.getRequestURI().getPath().startsWith("/get")) {
          System.out.println("No such session: " + sessions.requestedId().orElseThrow().value());
        }
      }
    };
  }

  static Behaviour ignoresLateRemovals() {
    return new Behaviour() {
      @Override
      public SessionOperations session(
          SessionOperations session, SessionExchange sessions, HttpExchange http) {
        return new EngineOperations(sessions::load) {
          @Override
          public void remove(String name) {
            try {
              super.remove(name);
            } catch (IllegalStateException e) {
              LoggerFactory.getLogger("site").debug("It is too late to remove {}", name);
            }
          }
        };
      }
    };
  }
}
