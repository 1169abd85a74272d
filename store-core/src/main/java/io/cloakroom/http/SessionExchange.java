package io.cloakroom.http;

import io.cloakroom.async.AsyncLoop;
import io.cloakroom.http.SessionCookies.SignedId;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionTracer.Step;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request and its session, from the cookie that it brings to the cookie that answers it.
 *
 * <p>It is used by one request, but by any number of its threads. What needs Redis is a stage; only
 * {@link #loaded} and {@link #await} wait for one.
 */
public final class SessionExchange {

  private final SessionEngine engine;
  private final SessionRequest request;
  private final SessionState state;
  private final ResponseCommit response;
  private @Nullable List<SignedId> signedIds;
  private @Nullable CompletableFuture<RequestSession> loading;
  private Function<RequestSession, CompletionStage<SessionHeaders>> committing = this::commitStep;

  SessionExchange(SessionEngine engine, SessionRequest request) {
    this.engine = engine;
    this.request = request;
    this.state = new SessionState(engine, request, true);
    this.response = new ResponseCommit(state);
  }

  /**
   * Returns the id that the client brings, if its cookie has a right signature. Whether there is
   * such a session is known after {@link #load} only; without such an id there is none. No command
   * is sent.
   */
  public Optional<SessionId> requestedId() {
    return signedIds().stream().map(SignedId::id).findFirst();
  }

  /**
   * Returns whether the request brings an id with a right signature, which is known without Redis.
   * Where it does not, it has no session; where it does, {@link #load} finds out.
   */
  public boolean mayHaveSession() {
    return !signedIds().isEmpty();
  }

  private synchronized List<SignedId> signedIds() {
    if (signedIds == null) {
      signedIds = state.isInPath() ? engine.cookies.signedIdsIn(request) : List.of();
    }
    return signedIds;
  }

  /**
   * Returns the request's session, looked up when this is called for the first time. No command is
   * sent where the request brings no cookie with a right signature.
   *
   * @return always the same stage; if it fails, it fails for the rest of the request. Under {@link
   *     OnUnavailable#GO_ON} it does not fail for a Redis that is away
   */
  public CompletionStage<RequestSession> load() {
    CompletableFuture<RequestSession> session = new CompletableFuture<>();
    synchronized (this) {
      if (loading != null) {
        return loading;
      }
      loading = session;
    }
    AsyncLoop.start(this::search) // whatever throws fails the stage, and no request hangs
        .whenComplete((outcome, failure) -> searched(session, outcome, failure));
    return session;
  }

  /**
   * Returns the request's session as {@link #load} does, for threads that may wait.
   *
   * @throws IllegalStateException on a thread by which the Redis client receives answers, if the
   *     session is not loaded yet; no command is sent then
   * @throws RuntimeException what the stage of {@link #load} failed with
   */
  public RequestSession loaded() {
    CompletableFuture<RequestSession> known = loading();
    return (known != null && known.isDone()) || !mayHaveSession()
        ? StageFailure.join(load())
        : await(this::load);
  }

  /**
   * Waits for what is done with the session, such as {@link RequestSession#save}.
   *
   * @param action not begun on a thread that must not wait
   * @throws IllegalStateException on a thread by which the Redis client receives answers
   * @throws RuntimeException what the stage failed with
   */
  public <T> T await(Supplier<CompletionStage<T>> action) {
    return engine.store.blocking().await(action);
  }

  private CompletionStage<SessionSearch.Outcome> search() {
    carryContext();
    List<SignedId> brought = signedIds();
    SessionSearch search = new SessionSearch(engine);
    return brought.isEmpty()
        ? search.among(brought)
        : engine.tracer.step(Step.LOAD, () -> search.among(brought));
  }

  /** Keeps the context of the handler for the commit. */
  private synchronized void carryContext() {
    committing = engine.tracer.carry(committing);
  }

  /** Returns the session, if anybody has asked for it. */
  private synchronized @Nullable CompletableFuture<RequestSession> loading() {
    return loading;
  }

  private void searched(
      CompletableFuture<RequestSession> session,
      SessionSearch.@Nullable Outcome outcome,
      @Nullable Throwable failure) {
    try {
      if (failure == null) {
        state.accept(Objects.requireNonNull(outcome));
      } else {
        state.goOnWithout(
            engine.bearable(failure).orElseThrow(() -> new CompletionException(failure)));
      }
    } catch (Throwable e) {
      session.completeExceptionally(StageFailure.cause(e));
      return;
    }
    session.complete(new RequestSession(engine, state));
  }

  /**
   * Writes what has to be written, before the response's first byte leaves. Only the first call
   * does anything.
   *
   * @return the headers to add. If the stage fails, the response must not report success
   */
  public CompletionStage<SessionHeaders> commit() {
    if (!response.start()) {
      return noHeaders();
    }
    if (loading() == null && startsUnasked()) {
      return load().thenCompose(session -> committing().apply(session));
    }
    CompletableFuture<RequestSession> loaded = loading();
    if (loaded == null) {
      response.closeHeaders();
      return noHeaders();
    }
    return loaded
        .handle((session, failure) -> session == null ? noHeaders() : committing().apply(session))
        .thenCompose(headers -> headers);
  }

  /**
   * Commits a response that ends with what is about to leave. Later changes in place of values that
   * handlers were given before are not saved, so that {@link #complete} need not store the
   * session's values a second time to compare them.
   */
  public CompletionStage<SessionHeaders> commitWhole() {
    return commit().whenComplete((headers, failure) -> state.settle());
  }

  /** Returns whether this request begins a session although no handler asked for one. */
  private boolean startsUnasked() {
    return engine.saveUninitialized && state.isInPath() && signedIds().isEmpty();
  }

  private synchronized Function<RequestSession, CompletionStage<SessionHeaders>> committing() {
    return committing;
  }

  private CompletionStage<SessionHeaders> commitStep(RequestSession session) {
    return engine.tracer.step(Step.COMMIT, () -> commitLoaded(session));
  }

  private CompletionStage<SessionHeaders> commitLoaded(RequestSession session) {
    return session
        .writer()
        .write()
        .thenApply(alive -> response.headers())
        .exceptionallyCompose(
            failure ->
                response.abandon() && engine.bearable(failure).isPresent()
                    ? CompletableFuture.completedStage(SessionHeaders.WITHOUT_COOKIE)
                    : CompletableFuture.failedStage(StageFailure.cause(failure)));
  }

  private static CompletionStage<SessionHeaders> noHeaders() {
    return CompletableFuture.completedStage(SessionHeaders.NONE);
  }

  /**
   * Ends the request: writes what was changed after the response had begun, and from then on
   * refuses changes. None of these changes can need a new cookie.
   */
  public CompletionStage<Void> complete() {
    CompletableFuture<RequestSession> loaded = loading();
    response.end();
    if (loaded == null) {
      return CompletableFuture.completedStage(null);
    }
    return loaded
        .handle(
            (session, failure) ->
                session == null
                    ? CompletableFuture.completedStage(false)
                    : session.writer().write())
        .thenCompose(written -> written)
        .thenAccept(alive -> {});
  }

  /**
   * Makes a session that was begun outside of any request ({@link SessionEngine#create}) the one of
   * this request, with its id and everything in it. The session that the request had ends.
   *
   * @param begun such a session; if it has nothing in it, the request has no session
   * @return what {@link #load} gives, which is this session from now on
   * @throws IllegalStateException as {@link RequestSession#destroy}, and as {@link
   *     RequestSession#regenerate} if the request's path lies outside of the cookie's and the
   *     session has something in it
   */
  public CompletionStage<RequestSession> adopt(RequestSession begun) {
    return load()
        .thenApply(
            session -> {
              session.adopt(begun);
              return session;
            });
  }

  /**
   * Notes that a handler has thrown: what it changed is then dropped, if that is the policy. To be
   * called before anybody else changes the session.
   */
  public void handlerFailed() {
    if (engine.onHandlerError == OnHandlerError.DROP) {
      response.revert();
    }
  }
}
