package io.cloakroom.tests.saboteurs.http;

import com.sun.net.httpserver.HttpExchange;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionHeaders;
import io.cloakroom.tests.reference.Behaviour;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Integrations that commit at the wrong time, or not what they should. */
final class BrokenResponses {

  private BrokenResponses() {}

  static final class CommitsAfterTheResponse extends Behaviour {
    @Override
    public boolean commitsInTime(boolean streamed) {
      return false;
    }

    @Override
    public void complete(SessionExchange sessions) {
      sessions.commit().toCompletableFuture().join();
      super.complete(sessions);
    }
  }

  static final class CommitsStreamsAtTheirEnd extends Behaviour {
    @Override
    public boolean commitsInTime(boolean streamed) {
      return !streamed;
    }

    @Override
    public void complete(SessionExchange sessions) {
      sessions.commit().toCompletableFuture().join();
      super.complete(sessions);
    }
  }

  static final class ForgetsStreams extends Behaviour {
    @Override
    public boolean commitsInTime(boolean streamed) {
      return !streamed;
    }

    @Override
    public void complete(SessionExchange sessions) {}
  }

  static final class SavesWhatAFailedHandlerDid extends Behaviour {
    @Override
    public void handlerFailed(SessionExchange sessions) {}
  }

  /** By never coming to the commit. */
  static final class DropsWhatAFailedHandlerDid extends Behaviour {
    private final Set<SessionExchange> failed = ConcurrentHashMap.newKeySet();

    @Override
    public void handlerFailed(SessionExchange sessions) {
      failed.add(sessions);
    }

    @Override
    public void commit(SessionExchange sessions, HttpExchange http) {
      if (!failed.contains(sessions)) {
        super.commit(sessions, http);
      }
    }

    @Override
    public void complete(SessionExchange sessions) {
      if (!failed.remove(sessions)) {
        super.complete(sessions);
      }
    }
  }

  /** Takes "as if the handler had done nothing" for "as if there were no session". */
  static final class BeginsAnotherAfterAFailedHandler extends Behaviour {
    @Override
    public void handlerFailed(SessionExchange sessions) {
      super.handlerFailed(sessions);
      sessions.load().toCompletableFuture().join().unset();
    }
  }

  static final class NeverEnds extends Behaviour {
    @Override
    public void complete(SessionExchange sessions) {}
  }

  static final class LeavesCachesAlone extends Behaviour {
    @Override
    public void add(SessionHeaders session, HttpExchange http) {
      session.setCookie().forEach(value -> http.getResponseHeaders().add("Set-Cookie", value));
    }
  }

  static final class ForgetsWhatAHandlerCallsPublic extends Behaviour {
    @Override
    public void add(SessionHeaders session, HttpExchange http) {
      super.add(session, http);
      if (session.setCookie().isEmpty()) {
        http.getResponseHeaders().remove("Cache-Control");
      }
    }
  }

  static final class BelievesWhoeverSaysPublic extends Behaviour {
    @Override
    public void add(SessionHeaders session, HttpExchange http) {
      super.add(session, http);
      if (http.getResponseHeaders().getOrDefault("Cache-Control", List.of()).size() > 1) {
        http.getResponseHeaders().set("Cache-Control", "public, max-age=600");
      }
    }
  }

  static final class ForgetsCachesWithAHeaderOfTheirOwn extends Behaviour {
    @Override
    public void add(SessionHeaders session, HttpExchange http) {
      super.add(session, http);
      http.getResponseHeaders()
          .computeIfPresent("CDN-Cache-Control", (name, values) -> values.subList(0, 1));
    }
  }

  static final class LetsNothingBeCached extends Behaviour {
    @Override
    public void add(SessionHeaders session, HttpExchange http) {
      super.add(session, http);
      http.getResponseHeaders().set("Cache-Control", "private");
    }
  }
}
