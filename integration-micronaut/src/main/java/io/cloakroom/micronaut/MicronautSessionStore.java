package io.cloakroom.micronaut;

import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.session.SessionId;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.session.Session;
import io.micronaut.session.SessionStore;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Micronaut's session store over the engine, in place of every other one, also that of
 * micronaut-redis. Within a request, it finds and deletes the request's own session, which is
 * written when the response is committed.
 */
@Singleton
@Primary
@Replaces(SessionStore.class)
final class MicronautSessionStore implements SessionStore<Session> {

  private final SessionEngine engine;
  private final SessionViews views;

  MicronautSessionStore(SessionEngine engine, SessionViews views) {
    this.engine = engine;
    this.views = views;
  }

  /**
   * Returns a session that is not stored until it is saved or becomes a request's. Using one that
   * was given to its request after the response had begun is an error.
   */
  @Override
  public Session newSession() {
    RequestSession session = engine.create();
    SessionView created = views.of(() -> session);
    currentAccess()
        .ifPresent(
            access ->
                created.becomes(
                    () -> {
                      access.requireInTime(created);
                      return session;
                    }));
    return created;
  }

  /** Returns the session of an id; empty where there is none, or the text can't be an id. */
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

  /** Ends a session; the request's own ends with the response, which takes back its cookie. */
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
    return currentAccess().flatMap(SessionAccess::current).filter(view -> view.getId().equals(id));
  }

  private static Optional<SessionAccess> currentAccess() {
    return ServerRequestContext.currentRequest().flatMap(SessionAccess::of);
  }
}
