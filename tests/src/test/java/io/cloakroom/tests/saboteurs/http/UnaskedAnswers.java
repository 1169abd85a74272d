package io.cloakroom.tests.saboteurs.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionHeaders;
import io.cloakroom.session.SessionStore;
import io.cloakroom.session.StoreObserver;
import io.cloakroom.tck.http.application.SessionOperations;
import io.cloakroom.tests.reference.Behaviour;
import io.cloakroom.tests.reference.EngineOperations;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What integrations do where nobody asks for a session, or somebody does late. */
final class UnaskedAnswers {

  private static final InheritableThreadLocal<SessionExchange> CURRENT =
      new InheritableThreadLocal<>();

  private UnaskedAnswers() {}

  static Behaviour dropsAlike() {
    return new Behaviour() {
      @Override
      public void add(SessionHeaders session, HttpExchange http) {
        for (String cookie : session.setCookie()) {
          String name = cookie.substring(0, cookie.indexOf('='));
          List<String> others =
              new ArrayList<>(http.getResponseHeaders().getOrDefault("Set-Cookie", List.of()));
          others.removeIf(other -> other.startsWith(name));
          http.getResponseHeaders().put("Set-Cookie", others);
        }
        super.add(session, http);
      }
    };
  }

  static Behaviour maxAgeOfInt() {
    Pattern seconds = Pattern.compile("(?<=; Max-Age=)\\d+");
    return new Behaviour() {
      @Override
      public String cookie(String header) {
        return seconds.matcher(header).replaceAll(UnaskedAnswers::asInt);
      }
    };
  }

  private static String asInt(MatchResult seconds) {
    return Integer.toString((int) Long.parseLong(seconds.group()));
  }

  static Behaviour asksForErrorPages() {
    return new Behaviour() {
      private final ThreadLocal<Integer> status = ThreadLocal.withInitial(() -> 0);

      @Override
      public void begins(int code, HttpExchange http) {
        status.set(code);
      }

      @Override
      public void commit(SessionExchange sessions, HttpExchange http) {
        if (status.get() >= 400) {
          sessions.load().toCompletableFuture().join();
        }
        super.commit(sessions, http);
      }
    };
  }

  static Behaviour tellsOldClientsPragma() {
    return new Behaviour() {
      @Override
      public void add(SessionHeaders session, HttpExchange http) {
        super.add(session, http);
        Headers headers = http.getResponseHeaders();
        if (http.getProtocol().equals("HTTP/1.0") && headers.remove("Cache-Control") != null) {
          headers.set("Pragma", "no-cache");
        }
      }
    };
  }

  static Behaviour leavesLateOnesOpen() {
    return new Behaviour() {
      private final Set<SessionExchange> used = ConcurrentHashMap.newKeySet();

      @Override
      public void commit(SessionExchange sessions, HttpExchange http) {
        SessionHeaders headers = sessions.commit().toCompletableFuture().join();
        if (headers.used()) {
          used.add(sessions);
        }
        add(headers, http);
      }

      @Override
      public void complete(SessionExchange sessions) {
        if (used.remove(sessions)) {
          super.complete(sessions);
        }
      }
    };
  }

  static Behaviour inherited() {
    return new Behaviour() {
      @Override
      public SessionOperations session(
          SessionOperations session, SessionExchange sessions, HttpExchange http) {
        CURRENT.set(sessions);
        return new EngineOperations(
            () -> {
              SessionExchange inherited = CURRENT.get();
              return (inherited == null ? sessions : inherited).load();
            });
      }
    };
  }

  static Behaviour forgetsTheObserver() {
    return new Behaviour() {
      @Override
      public SessionStore store(SessionStore store) {
        return new ForwardingStore(store) {
          @Override
          public StoreObserver observer() {
            return StoreObserver.NONE;
          }
        };
      }
    };
  }

  static Behaviour removesWhatHasAValue() {
    return new Behaviour() {
      @Override
      public SessionOperations session(
          SessionOperations session, SessionExchange sessions, HttpExchange http) {
        return new EngineOperations(sessions::load) {
          @Override
          public void remove(String name) {
            if (get(name) != null) {
              super.remove(name);
            }
          }
        };
      }
    };
  }
}
