package io.cloakroom.javalin;

import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionExchange;
import io.javalin.http.servlet.JavalinServletContext;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one way to a request's session: its handlers, its filters and its response share this. It
 * sees to it that the engine hears of a handler that threw before anything else happens to the
 * session, so that what an exception mapper writes is not dropped with what the handler wrote.
 */
final class SessionAccess {

  static final String ATTRIBUTE = SessionAccess.class.getName();

  private final SessionExchange exchange;
  private final long arrivedAt;
  private final AtomicReference<@Nullable CompletableFuture<Optional<String>>> outcome =
      new AtomicReference<>();
  private final AtomicBoolean failureTold = new AtomicBoolean();
  private final AtomicReference<@Nullable RequestedId> requested = new AtomicReference<>();
  private final AtomicReference<@Nullable ServletSession> servletSession = new AtomicReference<>();
  private volatile @Nullable JavalinServletContext handlers;

  private record RequestedId(@Nullable String value) {}

  /**
   * @param arrivedAt when the request came, in milliseconds since the epoch
   */
  SessionAccess(SessionExchange exchange, long arrivedAt) {
    this.exchange = exchange;
    this.arrivedAt = arrivedAt;
  }

  static SessionAccess of(ServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof SessionAccess access) {
      return access;
    }
    throw new IllegalStateException(
        "The request did not pass the RedisSessionPlugin's handler: config.jetty.modifyServer must"
            + " add to the server's handlers and not replace them");
  }

  long arrivedAt() {
    return arrivedAt;
  }

  void handledBy(JavalinServletContext context) {
    handlers = context;
  }

  CompletionStage<RequestSession> load() {
    tellOfFailure();
    return exchange
        .load()
        .thenApply(
            session -> {
              if (requested.get() == null) {
                requested.compareAndSet(
                    null, new RequestedId(session.isNew() ? null : session.id().value()));
              }
              return session;
            });
  }

  /** The session, waited for. */
  RequestSession session() {
    return await(load());
  }

  /** The id that the client sent, if there is such a session. */
  @Nullable String requestedId() {
    await(load());
    RequestedId id = requested.get();
    return id == null ? null : id.value();
  }

  /** The session as servlets know it; null where there is none, and none is wanted. */
  @Nullable ServletSession servletSession(ServletContext context, boolean wanted) {
    RequestSession session = session();
    if (!wanted && session.isNew() && session.names().isEmpty()) {
      return null;
    }
    return servletSession.updateAndGet(
        view -> view == null ? new ServletSession(this, context) : view);
  }

  /** Lets go of the session, by destroying or unsetting it. */
  void end(Consumer<RequestSession> how) {
    how.accept(session());
    ServletSession ended = servletSession.getAndSet(null);
    if (ended != null) {
      ended.ended();
    }
  }

  /**
   * Commits at the first call; at every call the outcome of that.
   *
   * @param whole whether the response ends with what is about to leave
   */
  CompletionStage<Optional<String>> commit(boolean whole) {
    CompletableFuture<Optional<String>> mine = new CompletableFuture<>();
    CompletableFuture<Optional<String>> earlier = outcome.compareAndExchange(null, mine);
    if (earlier != null) {
      return earlier;
    }
    tellOfFailure();
    (whole ? exchange.commitWhole() : exchange.commit())
        .whenComplete(
            (cookie, failure) -> {
              if (failure == null) {
                mine.complete(cookie);
              } else {
                mine.completeExceptionally(cause(failure));
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

  static <T extends @Nullable Object> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      if (cause(e) instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  static Throwable cause(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
    return cause == null ? failure : cause;
  }
}
