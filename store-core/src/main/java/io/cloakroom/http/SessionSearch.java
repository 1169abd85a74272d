package io.cloakroom.http;

import io.cloakroom.http.SessionCookies.SignedId;
import io.cloakroom.session.Lookup;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Looks for the session that one of a request's cookies names. */
final class SessionSearch {

  /**
   * How many ids are looked up for one request, one command each. Browsers send several cookies of
   * a name where they were set with different paths or domains; no application needs so many.
   */
  private static final int MOST_LOOK_UPS = 4;

  private final SessionEngine engine;

  SessionSearch(SessionEngine engine) {
    this.engine = engine;
  }

  /** What a search found. */
  sealed interface Outcome {}

  /**
   * A session.
   *
   * @param signedId the cookie that named it
   */
  record Found(SignedId signedId, Session session) implements Outcome {}

  /** A session whose record can't be read. */
  record Unreadable(SessionId id) implements Outcome {}

  /**
   * No session.
   *
   * @param ids the ids that were looked up
   */
  record Missing(List<SessionId> ids) implements Outcome {}

  /**
   * Tries one signed id after another until there is a session that can be read. One that can't be
   * is found only where there is no such session.
   */
  CompletionStage<Outcome> among(List<SignedId> signedIds) {
    return among(signedIds.subList(0, Math.min(signedIds.size(), MOST_LOOK_UPS)), 0, null);
  }

  private CompletionStage<Outcome> among(
      List<SignedId> signedIds, int next, @Nullable Unreadable unreadable) {
    if (next == signedIds.size()) {
      return CompletableFuture.completedStage(
          unreadable == null
              ? new Missing(signedIds.stream().map(SignedId::id).toList())
              : unreadable);
    }
    SignedId signedId = signedIds.get(next);
    return engine
        .use(signedId.id())
        .thenCompose(
            found -> {
              if (found instanceof Lookup.Found there) {
                return CompletableFuture.completedStage(new Found(signedId, there.session()));
              }
              boolean first = unreadable == null && found instanceof Lookup.Unreadable;
              return among(signedIds, next + 1, first ? new Unreadable(signedId.id()) : unreadable);
            });
  }
}
