package io.cloakroom.http;

import io.cloakroom.http.SessionCookies.Ticket;
import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One request and its session, from the cookie it brought to the cookie it is answered with.
 *
 * <p>It is used by one request, but by any number of its threads. Nothing here waits: what needs
 * Redis is a stage.
 */
public final class SessionExchange {

  private final SessionEngine engine;
  private final SessionRequest request;
  private final SessionState state;
  private final SessionWriter writer;
  private final RequestSession handle;
  private final AtomicReference<@Nullable CompletableFuture<RequestSession>> loading =
      new AtomicReference<>();

  SessionExchange(SessionEngine engine, SessionRequest request) {
    this.engine = engine;
    this.request = request;
    this.state = new SessionState(engine, request);
    this.writer = new SessionWriter(engine, state);
    this.handle = new RequestSession(state, writer);
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
    CompletableFuture<RequestSession> first = loading.compareAndExchange(null, mine);
    if (first != null) {
      return first;
    }
    List<Ticket> tickets = state.isInPath() ? engine.cookies.ticketsIn(request) : List.of();
    CompletionStage<Void> found =
        CompletableFuture.completedStage(tickets)
            .thenCompose(new SessionSearch(engine)::among)
            .thenAccept(state::accept);
    Turns.forward(found.exceptionallyCompose(this::goOnWithout).thenApply(nothing -> handle), mine);
    return mine;
  }

  private CompletionStage<Void> goOnWithout(Throwable failure) {
    Optional<RedisCommandException> bearable = engine.bearable(failure);
    bearable.ifPresent(state::goOnWithout);
    return bearable.isPresent()
        ? CompletableFuture.completedStage(null)
        : CompletableFuture.failedStage(failure);
  }

  /** Without a request: a session that begins. */
  RequestSession begun() {
    loading.set(CompletableFuture.completedFuture(handle));
    return handle;
  }

  /** Without a request: a session that was found. */
  RequestSession found(Session session) {
    state.accept(session);
    return begun();
  }

  /**
   * Writes what has to be written, before the response's first byte leaves. Only the first call
   * does anything.
   *
   * @return the value of the {@code Set-Cookie} header to add; empty for none. Where the stage
   *     fails, nothing was written, and the response must not pretend otherwise
   */
  public CompletionStage<Optional<String>> commit() {
    if (!state.startCommit()) {
      return noCookie();
    }
    if (loading.get() == null && startsUnasked()) {
      return load().thenCompose(session -> commitLoaded());
    }
    CompletableFuture<RequestSession> loaded = loading.get();
    if (loaded == null) {
      state.closeHeaders();
      return noCookie();
    }
    return succeeds(loaded).thenCompose(available -> available ? commitLoaded() : noCookie());
  }

  /**
   * Commits a response that ends with what is about to leave. Values that handlers were given until
   * then count as changed in place no more, so that {@link #complete} need not serialize the
   * session a second time to compare.
   */
  public CompletionStage<Optional<String>> commitWhole() {
    return commit().whenComplete((cookieHeader, failure) -> state.settle());
  }

  /** Whether this request begins a session although no handler asked for one. */
  private boolean startsUnasked() {
    return engine.saveUninitialized
        && state.isInPath()
        && engine.cookies.ticketsIn(request).isEmpty();
  }

  private CompletionStage<Optional<String>> commitLoaded() {
    return writer
        .write()
        .thenApply(alive -> state.cookieToSend())
        .exceptionallyCompose(
            failure ->
                state.abandon() && engine.bearable(failure).isPresent()
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
    state.closeHeaders();
    CompletableFuture<RequestSession> loaded = loading.get();
    if (loaded == null) {
      return CompletableFuture.completedStage(null);
    }
    return succeeds(loaded)
        .thenCompose(
            available -> available ? writer.write() : CompletableFuture.completedStage(false))
        .thenAccept(alive -> state.settle());
  }

  /** Whether a session could be loaded. Where not, who asked for it has been told already. */
  private static CompletionStage<Boolean> succeeds(CompletionStage<RequestSession> loading) {
    return loading.handle((session, failure) -> failure == null);
  }

  /**
   * To be told when a handler has thrown: what it changed is then dropped, if that is the policy.
   */
  public void handlerFailed() {
    if (engine.onHandlerError == OnHandlerError.DROP) {
      state.drop();
    }
  }
}
