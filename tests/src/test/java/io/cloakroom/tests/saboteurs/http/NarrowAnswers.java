package io.cloakroom.tests.saboteurs.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionHeaders;
import io.cloakroom.tests.reference.Behaviour;
import java.util.List;
import java.util.function.Predicate;

/** Integrations that know few of the things that a handler says of its answer. */
final class NarrowAnswers {

  private NarrowAnswers() {}

  /** Leaves answers alone of which their handler says something to caches. */
  private static Behaviour leavingAlone(Predicate<String> cacheControl) {
    return new Behaviour() {
      @Override
      public void add(SessionHeaders session, HttpExchange http) {
        String own = http.getResponseHeaders().getFirst("Cache-Control");
        if (own == null || !cacheControl.test(own)) {
          super.add(session, http);
        } else {
          session.setCookie().forEach(value -> http.getResponseHeaders().add("Set-Cookie", value));
        }
      }
    };
  }

  static Behaviour leavesCacheControlAlone() {
    return leavingAlone(own -> !own.contains("public"));
  }

  static Behaviour takesNoCacheForPrivate() {
    return leavingAlone(own -> own.equals("no-cache") || own.equals("private"));
  }

  static Behaviour takesAPrivateHeaderForPrivate() {
    return leavingAlone(own -> own.startsWith("private"));
  }

  /** Only {@code public} is public to it. */
  static Behaviour overrulesSharedMaxAge() {
    return new Behaviour() {
      @Override
      public void add(SessionHeaders session, HttpExchange http) {
        super.add(session, http);
        Headers headers = http.getResponseHeaders();
        String all = String.join(",", headers.getOrDefault("Cache-Control", List.of()));
        if (session.used() && all.contains("s-maxage")) {
          headers.add("Cache-Control", "private");
        }
      }
    };
  }

  /** Takes each response for one that is whole when it begins. */
  static Behaviour settlesStreams() {
    return new Behaviour() {
      @Override
      public void commit(SessionExchange sessions, HttpExchange http) {
        add(sessions.commitWhole().toCompletableFuture().join(), http);
      }
    };
  }
}
