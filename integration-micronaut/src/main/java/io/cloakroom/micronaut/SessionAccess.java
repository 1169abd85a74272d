package io.cloakroom.micronaut;

import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionHeaders;
import io.cloakroom.redis.StageFailure;
import io.micronaut.http.HttpRequest;
import io.micronaut.session.Session;
import io.micronaut.session.http.HttpSessionFilter;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;

/**
 * The one way to a request's session. Micronaut looks for a session in an attribute of the request,
 * and what is there counts as one. So it is empty if the request brings no id with a right
 * signature. Otherwise it holds this object, which is no session, until one was looked for (see
 * {@link SessionConverters}), and after that the session's view, if there is one.
 */
final class SessionAccess {

  private static final String ATTRIBUTE = SessionAccess.class.getName();

  private final HttpRequest<?> request;
  private final SessionExchange exchange;
  private final SessionView view;
  private final AtomicBoolean asked = new AtomicBoolean();
  private final AtomicBoolean failureTold = new AtomicBoolean();
  private volatile @Nullable PrefetchedBody<?> body;
  private volatile @Nullable Object committed;
  private volatile @Nullable SessionHeaders headers;

  SessionAccess(HttpRequest<?> request, SessionExchange exchange, SessionViews views) {
    this.request = request;
    this.exchange = exchange;
    this.view = views.of(this::session);
    request.setAttribute(ATTRIBUTE, this);
    request.setAttribute(HttpSessionFilter.class.getName(), true);
    if (exchange.mayHaveSession()) {
      request.setAttribute(HttpSessionFilter.SESSION_ATTRIBUTE, this);
    }
  }

  static Optional<SessionAccess> of(HttpRequest<?> request) {
    return request.getAttribute(ATTRIBUTE, SessionAccess.class);
  }

  /** Returns the view for a handler that wants to begin a session; it counts as one from now on. */
  SessionView begin() {
    request.setAttribute(HttpSessionFilter.SESSION_ATTRIBUTE, view);
    return view;
  }

  /** Returns the session that Micronaut would find now, without looking for one. */
  Optional<SessionView> current() {
    return inAttribute() instanceof SessionView found ? Optional.of(found) : Optional.empty();
  }

  /**
   * Returns the session for code that asks Micronaut for it; empty where there is none.
   *
   * @throws IllegalStateException as {@link #session}
   */
  Optional<Session> find() {
    session();
    return current().map(found -> found);
  }

  boolean wasAsked() {
    return asked.get();
  }

  CompletionStage<RequestSession> load() {
    boolean first = asked.compareAndSet(false, true);
    CompletionStage<RequestSession> loaded = exchange.load();
    return first ? loaded.thenApply(this::loaded) : loaded;
  }

  private RequestSession loaded(RequestSession session) {
    if (inAttribute() == this) {
      request.setAttribute(HttpSessionFilter.SESSION_ATTRIBUTE, session.isNew() ? null : view);
    }
    return session;
  }

  private @Nullable Object inAttribute() {
    return request.getAttribute(HttpSessionFilter.SESSION_ATTRIBUTE).orElse(null);
  }

  /**
   * Returns the session, and waits for it on threads that may wait. On others it must be loaded
   * already, however fast Redis is: what works in a test in memory works in production.
   *
   * @throws IllegalStateException on an event loop, and on a thread by which the Redis client
   *     receives answers, if it is not loaded yet
   */
  RequestSession session() {
    boolean mayWait = !Schedulers.isInNonBlockingThread();
    if (!mayWait && !asked.get() && exchange.mayHaveSession()) {
      throw notLoaded();
    }
    CompletableFuture<RequestSession> loaded = load().toCompletableFuture();
    if (!loaded.isDone() && !mayWait) {
      throw notLoaded();
    }
    return loaded.isDone() ? StageFailure.join(loaded) : exchange.await(() -> loaded);
  }

  private IllegalStateException notLoaded() {
    return new IllegalStateException(
        "The session of "
            + request.getMethodName()
            + " "
            + request.getPath()
            + " is not loaded, and an event loop must not wait for it. Give the handler a Session"
            + " argument, execute it on TaskExecutors.BLOCKING, use CloakroomSessions.load, or"
            + " set cloakroom.load-always");
  }

  /**
   * Saves what has to be saved before the response.
   *
   * @return the headers to add
   */
  CompletionStage<SessionHeaders> commit() {
    return adoptOther()
        .thenCompose(adopted -> exchange.commit())
        .thenApply(
            toAdd -> {
              headers = headers == null ? toAdd : headers; // a second commit adds none
              return toAdd;
            });
  }

  /** Returns the headers of the response, once they are known. */
  Optional<SessionHeaders> headers() {
    return Optional.ofNullable(headers);
  }

  private CompletionStage<Void> adoptOther() {
    Object session = inAttribute();
    committed = session == null ? this : session;
    if (session instanceof SessionView other && other != view) {
      return adopt(other);
    }
    if (session == this) {
      request.removeAttribute(HttpSessionFilter.SESSION_ATTRIBUTE, Object.class);
    }
    return CompletableFuture.completedStage(null);
  }

  /** Makes a session that was created separately, and then given to the request, the request's. */
  private CompletionStage<Void> adopt(SessionView other) {
    return exchange
        .adopt(other.session())
        .thenAccept(
            own -> {
              asked.set(true);
              other.becomes(() -> own);
            });
  }

  /**
   * Refuses a session that {@code SessionForRequest.create} gave to the request too late.
   *
   * @throws IllegalStateException if the response had begun by then
   */
  void requireInTime(SessionView created) {
    if (committed != null && committed != created && inAttribute() == created) {
      throw new IllegalStateException(
          "The response to "
              + request.getMethodName()
              + " "
              + request.getPath()
              + " has begun, so that SessionForRequest.create can give it no session any more: the"
              + " cookie could not be sent. Create it before the first item of the body");
    }
  }

  /** Notes the body of a response, which starts before it is known whether it will be sent. */
  void starts(PrefetchedBody<?> starting) {
    body = starting;
  }

  /** Called when the response has ended, which may be another one than the started body's. */
  void responseEnded() {
    PrefetchedBody<?> started = body;
    if (started != null) {
      started.endUnlessSent();
    }
  }

  CompletionStage<Void> complete() {
    return exchange.complete();
  }

  /**
   * Completes the session on a thread that may wait.
   *
   * @throws IOException if what was changed can't be saved, or this is an event loop
   */
  void awaitComplete() throws IOException {
    try {
      if (Schedulers.isInNonBlockingThread()) {
        joinCompleted();
      } else {
        exchange.await(this::complete);
      }
    } catch (RuntimeException e) {
      throw new IOException("What was changed in a session during its response is not saved", e);
    }
  }

  private void joinCompleted() {
    CompletableFuture<Void> completed = complete().toCompletableFuture();
    if (!completed.isDone()) {
      throw new IllegalStateException("An event loop must not wait until a session is saved");
    }
    StageFailure.join(completed);
  }

  void handlerFailed() {
    if (failureTold.compareAndSet(false, true)) {
      exchange.handlerFailed();
    }
  }

  /** Returns a stage whose failure is without the exceptions that stages wrap around it. */
  static <T> CompletionStage<T> unwrapped(CompletionStage<T> stage) {
    return stage
        .handle(
            (value, failure) -> {
              if (failure == null) {
                return CompletableFuture.completedStage(value);
              }
              return CompletableFuture.<T>failedStage(StageFailure.cause(failure));
            })
        .thenCompose(Function.identity());
  }
}
