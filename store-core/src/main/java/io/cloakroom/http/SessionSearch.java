package io.cloakroom.http;

import io.cloakroom.http.SessionCookies.Ticket;
import io.cloakroom.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Looks for the session that one of a request's cookies names. */
final class SessionSearch {

  private final SessionEngine engine;

  SessionSearch(SessionEngine engine) {
    this.engine = engine;
  }

  /**
   * What was found.
   *
   * @param ticket the cookie that named it
   */
  record Found(Ticket ticket, Session session) {}

  /** Tries one ticket after another until there is a session. */
  CompletionStage<Optional<Found>> among(List<Ticket> tickets) {
    if (tickets.isEmpty()) {
      return CompletableFuture.completedStage(Optional.empty());
    }
    Ticket candidate = tickets.get(0);
    return engine
        .store
        .getAndTouch(candidate.id(), engine.cookie.maxAge())
        .thenCompose(
            session ->
                session.isPresent()
                    ? CompletableFuture.completedStage(
                        Optional.of(new Found(candidate, session.get())))
                    : among(tickets.subList(1, tickets.size())));
  }
}
