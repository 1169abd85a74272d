package io.cloakroom.micronaut;

import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.session.SessionId;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.session.InMemorySessionStore;
import io.micronaut.session.Session;
import io.micronaut.session.SessionStore;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Micronaut's session store over the engine. Within a request, the request's own session is what it
 * finds and deletes; that one is written when the response is committed.
 */
@Singleton
@Primary
@Replaces(InMemorySessionStore.class)
final class MicronautSessionStore implements SessionStore<Session> {

  private final SessionEngine engine;
  private final SessionViews views;

  MicronautSessionStore(SessionEngine engine, SessionViews views) {
    this.engine = engine;
    this.views = views;
  }

  /** A session that is nowhere until it is saved, or becomes a request's. */
  @Override
  public Session newSession() {
    RequestSession session = engine.create();
    return views.of(() -> session);
  }

  /** The session of an id; empty where there is none, or no id can be that. */
  @Override
  public CompletableFuture<Optional<Session>> findSession(String id) {
    Optional<SessionView> own = ownSession(id);
    if (own.isPresent() || !SessionId.isValid(id)) {
      return CompletableFuture.completedFuture(own.map(Session.class::cast));
    }
    return engine
        .find(SessionId.of(id))
        .thenApply(found -> found.<Session>map(session -> views.of(() -> session)))
        .toCompletableFuture();
  }

  /** Ends a session; the request's own with the response, whose cookie is taken back then. */
  @Override
  public CompletableFuture<Boolean> deleteSession(String id) {
    Optional<SessionView> own = ownSession(id);
    if (own.isPresent()) {
      RequestSession session = own.get().session();
      boolean stored = !session.isNew();
      session.destroy();
      return CompletableFuture.completedFuture(stored);
    }
    return SessionId.isValid(id)
        ? engine.destroy(SessionId.of(id)).toCompletableFuture()
        : CompletableFuture.completedFuture(false);
  }

  /**
   * Saves a session now.
   *
   * @return fails with an {@link IllegalStateException} if it is gone: nothing that was deleted
   *     comes back
   */
  @Override
  public CompletableFuture<Session> save(Session session) {
    if (!(session instanceof SessionView view)) {
      throw new IllegalArgumentException(
          "The session is a " + session.getClass().getName() + ", which another store has made");
    }
    return view.session()
        .save()
        .thenApply(
            alive -> {
              if (!alive) {
                throw new IllegalStateException(
                    "The session is gone: it was deleted or has expired");
              }
              view.saved();
              return session;
            })
        .toCompletableFuture();
  }

  private static Optional<SessionView> ownSession(String id) {
    return ServerRequestContext.currentRequest()
        .flatMap(SessionAccess::of)
        .filter(SessionAccess::isLoaded)
        .map(SessionAccess::view)
        .filter(view -> view.getId().equals(id));
  }
}
