package io.cloakroom.http;

import io.cloakroom.http.SessionCookies.Ticket;
import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionCookie;
import io.cloakroom.session.SessionId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request and its session, from the cookie it brought to the cookie it is answered with.
 *
 * <p>It is used by one request, but by any number of its threads. Nothing here waits: what needs
 * Redis is a stage.
 */
public final class SessionExchange {

  private enum Phase {
    /** The response's headers can still be added to. */
    OPEN,
    /** What there is to write is being written; the headers wait for it. */
    COMMITTING,
    /** They have left, or are about to. */
    COMMITTED
  }

  private final SessionEngine engine;
  private final SessionRequest request;
  private final boolean secure;
  private final boolean inPath;
  private final RequestSession handle = new RequestSession(this);
  private final Turns turns = new Turns();

  // All of these are guarded by this.
  private Phase phase = Phase.OPEN;
  private @Nullable CompletableFuture<RequestSession> loading;
  private @Nullable Session current;
  private @Nullable Session creating;
  private @Nullable Session doomed;
  private @Nullable SessionId newId;
  private @Nullable SessionCookie revoked;
  private boolean cookieDue;
  private @Nullable RedisCommandException outage;

  SessionExchange(SessionEngine engine, SessionRequest request) {
    this.engine = engine;
    this.request = request;
    this.secure = request.isSecure(engine.proxy);
    this.inPath = engine.cookie.covers(request.path());
  }

  /**
   * The request's session, looked up when this is called for the first time. No command is sent
   * where the request brings no cookie with a right signature.
   *
   * @return always the same; where it fails, it fails for the rest of the request. Under {@link
   *     OnUnavailable#GO_ON} it does not fail for a Redis that is away
   */
  public CompletionStage<RequestSession> load() {
    CompletableFuture<RequestSession> mine = new CompletableFuture<>();
    synchronized (this) {
      if (loading != null) {
        return loading;
      }
      loading = mine;
    }
    List<Ticket> tickets = inPath ? engine.cookies.ticketsIn(request) : List.of();
    CompletionStage<Void> found =
        CompletableFuture.completedStage(tickets)
            .thenCompose(new SessionSearch(engine)::among)
            .thenAccept(this::accept);
    Turns.forward(found.exceptionallyCompose(this::goOnWithout).thenApply(nothing -> handle), mine);
    return mine;
  }

  private CompletionStage<Void> goOnWithout(Throwable failure) {
    Optional<RedisCommandException> bearable = engine.bearable(failure);
    if (bearable.isEmpty()) {
      return CompletableFuture.failedStage(failure);
    }
    synchronized (this) {
      outage = bearable.get();
    }
    return CompletableFuture.completedStage(null);
  }

  /** Without a request: a session that begins. */
  synchronized RequestSession begun() {
    loading = CompletableFuture.completedFuture(handle);
    return handle;
  }

  /** Without a request: a session that was found. */
  synchronized RequestSession found(Session session) {
    current = session;
    return begun();
  }

  private synchronized void accept(Optional<SessionSearch.Found> found) {
    if (found.isPresent()) {
      current = found.get().session();
      cookieDue = engine.rolling || !found.get().ticket().current();
    } else if (engine.saveUninitialized && inPath) {
      currentOrNew();
    }
  }

  /**
   * Writes what has to be written, before the response's first byte leaves. Only the first call
   * does anything.
   *
   * @return the value of the {@code Set-Cookie} header to add; empty for none. Where the stage
   *     fails, nothing was written, and the response must not pretend otherwise
   */
  public CompletionStage<Optional<String>> commit() {
    CompletableFuture<RequestSession> loaded;
    synchronized (this) {
      if (phase != Phase.OPEN) {
        return noCookie();
      }
      phase = Phase.COMMITTING;
      loaded = loading;
    }
    if (loaded == null && startsUnasked()) {
      return load().thenCompose(session -> commitLoaded());
    }
    if (loaded == null) {
      closeHeaders();
      return noCookie();
    }
    return loaded
        .handle((session, failure) -> failure == null)
        .thenCompose(available -> available ? commitLoaded() : noCookie());
  }

  /**
   * Commits a response that ends with what is about to leave. Values that handlers were given until
   * then count as changed in place no more, so that {@link #complete} need not serialize the
   * session a second time to compare.
   */
  public CompletionStage<Optional<String>> commitWhole() {
    return commit().whenComplete((cookieHeader, failure) -> settle());
  }

  private synchronized void settle() {
    if (current != null) {
      current.settle();
    }
  }

  /** Whether this request begins a session although no handler asked for one. */
  private boolean startsUnasked() {
    return engine.saveUninitialized && inPath && engine.cookies.ticketsIn(request).isEmpty();
  }

  private CompletionStage<Optional<String>> commitLoaded() {
    return write(false)
        .thenApply(alive -> cookieToSend())
        .exceptionallyCompose(
            failure ->
                abandon() && engine.bearable(failure).isPresent()
                    ? noCookie()
                    : CompletableFuture.failedStage(failure));
  }

  private static CompletionStage<Optional<String>> noCookie() {
    return CompletableFuture.completedStage(Optional.empty());
  }

  /**
   * Ends the request: writes what was changed after the response had begun. Nothing that would need
   * a cookie of its own can be among it.
   */
  public CompletionStage<Void> complete() {
    CompletableFuture<RequestSession> loaded;
    synchronized (this) {
      loaded = loading;
    }
    closeHeaders();
    if (loaded == null) {
      return CompletableFuture.completedStage(null);
    }
    return loaded
        .handle((session, failure) -> failure == null)
        .thenCompose(
            available ->
                available
                    ? write(false).thenAccept(alive -> settle())
                    : CompletableFuture.completedStage(null));
  }

  /**
   * To be told when a handler has thrown: what it changed is then dropped, if that is the policy.
   */
  public synchronized void handlerFailed() {
    if (engine.onHandlerError == OnHandlerError.DROP && phase == Phase.OPEN) {
      current = null;
      doomed = null;
      newId = null;
      cookieDue = false;
    }
  }

  private synchronized void closeHeaders() {
    phase = Phase.COMMITTED;
  }

  /**
   * After a failed commit nothing is tried again: the response says that it failed.
   *
   * @return whether it may say nothing: no session was to end or to get a new id
   */
  private synchronized boolean abandon() {
    boolean negligible = doomed == null && newId == null;
    phase = Phase.COMMITTED;
    current = null;
    doomed = null;
    newId = null;
    return negligible;
  }

  private synchronized Optional<String> cookieToSend() {
    if (phase == Phase.COMMITTED) {
      return Optional.empty();
    }
    phase = Phase.COMMITTED;
    Session session = current;
    if (session != null && !session.isNew()) {
      if (!cookieDue) {
        return Optional.empty();
      }
      if (isUnsendable(session.cookie())) {
        engine.warnOfInsecureConnection();
        return Optional.empty();
      }
      return Optional.of(engine.cookies.issue(session));
    }
    return Optional.ofNullable(revoked).map(engine.cookies::revoke);
  }

  private boolean isUnsendable(SessionCookie cookie) {
    return Boolean.TRUE.equals(cookie.secure()) && !secure;
  }

  // Writing. One write after another, in the order in which they were asked for.

  private CompletionStage<Boolean> write(boolean forced) {
    return turns.take(
        () -> {
          Session session;
          Session old;
          SessionId id;
          boolean wanted;
          synchronized (this) {
            session = current;
            old = doomed;
            id = newId;
            wanted = session != null && outage == null && isWorthWriting(session, forced);
            creating = session != null && wanted && session.isNew() ? session : null;
          }
          if (session == null || (session.isNew() && !wanted)) {
            return remove(old).thenApply(gone -> false);
          }
          if (session.isNew()) {
            return create(session).thenCompose(created -> remove(old).thenApply(gone -> created));
          }
          if (id != null) {
            return engine.store.regenerate(session, id).thenApply(this::renamed);
          }
          return wanted
              ? engine.store.update(session).thenApply(alive -> updated(session, alive))
              : CompletableFuture.completedStage(true);
        });
  }

  private boolean isWorthWriting(Session session, boolean forced) {
    if (!session.isNew()) {
      boolean resaving = engine.resave && phase != Phase.COMMITTED;
      return forced || resaving || session.isModified();
    }
    if (phase == Phase.COMMITTED || !(forced || engine.saveUninitialized || session.isModified())) {
      return false;
    }
    if (isUnsendable(session.cookie())) {
      engine.warnOfInsecureConnection();
      return false;
    }
    return true;
  }

  private CompletionStage<Boolean> create(Session session) {
    return engine
        .store
        .create(session)
        .thenApply(
            created -> {
              if (!created) {
                throw new IllegalStateException(
                    "The id " + session.id() + " that option genid made is in use already");
              }
              synchronized (this) {
                cookieDue = true;
              }
              engine.listener.created(engine.view(session));
              return true;
            });
  }

  private CompletionStage<Void> remove(@Nullable Session old) {
    if (old == null) {
      return CompletableFuture.completedStage(null);
    }
    return engine
        .store
        .destroy(old.id())
        .thenAccept(
            gone -> {
              synchronized (this) {
                doomed = null;
                revoked = old.cookie();
              }
              if (gone) {
                engine.listener.destroyed(engine.view(old));
              }
            });
  }

  private synchronized boolean renamed(Optional<Session> renamed) {
    newId = null;
    current = renamed.orElse(null);
    cookieDue = renamed.isPresent();
    return renamed.isPresent();
  }

  private synchronized boolean updated(Session session, boolean alive) {
    if (!alive) {
      current = null;
    } else {
      cookieDue |= session.cookie().expires() != null;
    }
    return alive;
  }

  /** For what must not merely seem to succeed. */
  private <T> CompletionStage<T> ifAvailable(Supplier<CompletionStage<T>> action) {
    synchronized (this) {
      if (outage != null) {
        return CompletableFuture.failedStage(outage);
      }
    }
    return action.get();
  }

  // What a handler asks for, through RequestSession.

  synchronized Optional<Session> current() {
    return Optional.ofNullable(current);
  }

  synchronized boolean isAvailable() {
    return outage == null;
  }

  private synchronized void requireAvailable() {
    if (outage != null) {
      throw outage;
    }
  }

  synchronized SessionId id() {
    return newId != null ? newId : currentOrNew().id();
  }

  synchronized SessionCookie cookie() {
    return current != null ? current.cookie() : engine.cookie.cookieFor(secure);
  }

  synchronized Session writable() {
    if (!inPath) {
      throw new IllegalStateException(
          "There is no session at "
              + request.path()
              + ": option cookie.path is "
              + engine.cookie.path());
    }
    Session session = currentOrNew();
    if (session.isNew() && phase != Phase.OPEN && session != creating) {
      throw new IllegalStateException(
          "The response has begun, so that no session can begin any more: its cookie could not be"
              + " sent. Write to the session before the first byte of the body");
    }
    return session;
  }

  synchronized void setCookie(SessionCookie cookie) {
    writable().setCookie(cookie);
    cookieDue = true;
  }

  synchronized SessionId regenerate(SessionData data) {
    requireAvailable();
    if (current == null) {
      return id();
    }
    if (phase != Phase.OPEN) {
      throw new IllegalStateException(
          "The response has begun, so that the session can't get a new id any more: its cookie could"
              + " not be sent. Regenerate before the first byte of the body");
    }
    SessionId id = engine.genid.apply(request);
    if (data == SessionData.DROP) {
      destroy();
      current = Session.create(id, engine.cookie.cookieFor(secure));
    } else if (current.isNew()) {
      current = current.withId(id);
    } else {
      newId = id;
    }
    return id;
  }

  synchronized void destroy() {
    requireAvailable();
    if (current != null && !current.isNew()) {
      doomed = current;
    }
    current = null;
    newId = null;
    cookieDue = false;
  }

  synchronized void unset() {
    if (engine.unset == Unset.DESTROY) {
      destroy();
    } else {
      current = null;
      newId = null;
      cookieDue = false;
    }
  }

  CompletionStage<Boolean> reload() {
    return ifAvailable(
        () ->
            turns.take(
                () -> {
                  Session session = current().filter(stored -> !stored.isNew()).orElse(null);
                  return session == null
                      ? CompletableFuture.completedStage(false)
                      : engine.store.get(session.id()).thenApply(this::reloaded);
                }));
  }

  private synchronized boolean reloaded(Optional<Session> found) {
    current = found.orElse(null);
    newId = null;
    return found.isPresent();
  }

  CompletionStage<Boolean> save() {
    writable();
    return ifAvailable(() -> write(true));
  }

  CompletionStage<Boolean> touch() {
    return ifAvailable(
        () ->
            turns.take(
                () ->
                    current()
                        .filter(session -> !session.isNew())
                        .map(engine.store::touch)
                        .orElseGet(() -> CompletableFuture.completedStage(false))));
  }

  private synchronized Session currentOrNew() {
    if (current == null) {
      current = Session.create(engine.genid.apply(request), engine.cookie.cookieFor(secure));
    }
    return current;
  }
}
