package io.cloakroom.mock.http;

import com.sun.net.httpserver.HttpExchange;
import io.cloakroom.http.SessionExchange;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Integrations that commit at the wrong time, or not what they should. */
final class BrokenResponses {

  private BrokenResponses() {}

  static final class CommitsAfterTheResponse extends Behaviour {
    @Override
    boolean commitsInTime(boolean streamed) {
      return false;
    }

    @Override
    void complete(SessionExchange sessions) {
      sessions.commit().toCompletableFuture().join();
      super.complete(sessions);
    }
  }

  static final class CommitsStreamsAtTheirEnd extends Behaviour {
    @Override
    boolean commitsInTime(boolean streamed) {
      return !streamed;
    }

    @Override
    void complete(SessionExchange sessions) {
      sessions.commit().toCompletableFuture().join();
      super.complete(sessions);
    }
  }

  static final class ForgetsStreams extends Behaviour {
    @Override
    boolean commitsInTime(boolean streamed) {
      return !streamed;
    }

    @Override
    void complete(SessionExchange sessions) {}
  }

  static final class SavesWhatAFailedHandlerDid extends Behaviour {
    @Override
    void handlerFailed(SessionExchange sessions) {}
  }

  /** By never coming to the commit. */
  static final class DropsWhatAFailedHandlerDid extends Behaviour {
    private final Set<SessionExchange> failed = ConcurrentHashMap.newKeySet();

    @Override
    void handlerFailed(SessionExchange sessions) {
      failed.add(sessions);
    }

    @Override
    void commit(SessionExchange sessions, HttpExchange http) {
      if (!failed.contains(sessions)) {
        super.commit(sessions, http);
      }
    }

    @Override
    void complete(SessionExchange sessions) {
      if (!failed.remove(sessions)) {
        super.complete(sessions);
      }
    }
  }
}
