package io.cloakroom.javalin;

import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionHeaders;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.session.SessionId;
import io.javalin.http.servlet.JavalinServletContext;
import io.javalin.websocket.WsContext;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * The one way to a request's session: its handlers, its filters and its response share this. It
 * tells the engine of a handler that threw before anything else happens to the session, so that
 * what an exception mapper writes is not dropped with what the handler wrote.
 */
final class SessionAccess {

  static final String ATTRIBUTE = SessionAccess.class.getName();

  private final SessionExchange exchange;
  private final long arrivedAt;
  private final AtomicReference<@Nullable CompletableFuture<SessionHeaders>> outcome =
      new AtomicReference<>();
  private final AtomicBoolean failureTold = new AtomicBoolean();
  private volatile @Nullable JavalinServletContext handlers;
  private volatile @Nullable ObservedSession listened;

  /**
   * @param arrivedAt when the request came, in milliseconds since the epoch
   */
  SessionAccess(SessionExchange exchange, long arrivedAt) {
    this.exchange = exchange;
    this.arrivedAt = arrivedAt;
  }

  static SessionAccess of(ServletRequest request) {
    return required(request.getAttribute(ATTRIBUTE));
  }

  static SessionAccess of(Request request) {
    return required(request.getAttribute(ATTRIBUTE));
  }

  static SessionAccess of(WsContext socket) {
    return required(socket.attribute(ATTRIBUTE));
  }

  private static SessionAccess required(@Nullable Object attribute) {
    if (attribute instanceof SessionAccess access) {
      return access;
    }
    throw new IllegalStateException(
        "The request did not pass the RedisSessionPlugin's handler: config.jetty.modifyServer must"
            + " add to the server's handlers and not replace them");
  }

  long arrivedAt() {
    return arrivedAt;
  }

  void servedBy(ServletContext context, ServletSessions listeners) {
    listened = new ObservedSession(this, context, listeners);
  }

  /** Returns the session with its listeners, which the servlet context has. */
  ObservedSession listened() {
    ObservedSession session = listened;
    if (session == null) {
      throw new IllegalStateException("The request did not reach the servlet context");
    }
    return session;
  }

  void handledBy(JavalinServletContext context) {
    handlers = context;
  }

  CompletionStage<RequestSession> load() {
    tellOfFailure();
    return exchange.load();
  }

  /**
   * Returns the session, and waits for it.
   *
   * @throws IllegalStateException on a thread by which the Redis client receives answers
   */
  RequestSession session() {
    tellOfFailure();
    return exchange.loaded();
  }

  /** Does something with the session, and waits for it; throws as {@link #session}. */
  <T> T await(Function<RequestSession, CompletionStage<T>> action) {
    RequestSession session = session();
    return exchange.await(() -> action.apply(session));
  }

  /** The id that the client sent in a cookie whose signature is right; null where it sent none. */
  @Nullable String requestedId() {
    return exchange.requestedId().map(SessionId::value).orElse(null);
  }

  /** Returns whether the client's id is that of the session that it has now. */
  boolean isRequestedIdValid() {
    RequestSession session = session();
    return !session.isNew() && session.id().value().equals(requestedId());
  }

  boolean isCommitted() {
    return outcome.get() != null;
  }

  /**
   * Commits at the first call; every call returns the outcome of that commit.
   *
   * @param whole whether the response ends with what is about to leave
   */
  CompletionStage<SessionHeaders> commit(boolean whole) {
    CompletableFuture<SessionHeaders> mine = new CompletableFuture<>();
    CompletableFuture<SessionHeaders> earlier = outcome.compareAndExchange(null, mine);
    if (earlier != null) {
      return earlier;
    }
    tellOfFailure();
    (whole ? exchange.commitWhole() : exchange.commit())
        .whenComplete(
            (headers, failure) -> {
              if (failure == null) {
                mine.complete(headers);
              } else {
                mine.completeExceptionally(StageFailure.cause(failure));
              }
            });
    return mine;
  }

  CompletionStage<Void> complete() {
    return exchange.complete();
  }

  void handlerFailed() {
    if (failureTold.compareAndSet(false, true)) {
      exchange.handlerFailed();
    }
  }

  private void tellOfFailure() {
    JavalinServletContext context = handlers;
    if (context != null && context.getExceptionOccurred()) {
      handlerFailed();
    }
  }
}
