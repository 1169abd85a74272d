package io.cloakroom.micronaut;

import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionExchange;
import io.micronaut.http.HttpRequest;
import io.micronaut.session.http.HttpSessionFilter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;

/**
 * The one way to a request's session. Where Micronaut looks for a session, in an attribute of the
 * request, it keeps the view of it: while it is not known whether there is one, one that loads it
 * when it is used; after that only if there is one.
 */
final class SessionAccess {

  private static final String ATTRIBUTE = SessionAccess.class.getName();

  private final HttpRequest<?> request;
  private final SessionExchange exchange;
  private final SessionView view;
  private final AtomicBoolean asked = new AtomicBoolean();
  private final AtomicBoolean failureTold = new AtomicBoolean();

  SessionAccess(HttpRequest<?> request, SessionExchange exchange, SessionViews views) {
    this.request = request;
    this.exchange = exchange;
    this.view = views.of(this::session);
    request.setAttribute(ATTRIBUTE, this);
    request.setAttribute(HttpSessionFilter.class.getName(), true);
    request.setAttribute(HttpSessionFilter.SESSION_ATTRIBUTE, view);
  }

  static Optional<SessionAccess> of(HttpRequest<?> request) {
    return request.getAttribute(ATTRIBUTE, SessionAccess.class);
  }

  SessionView view() {
    return view;
  }

  boolean isLoaded() {
    return asked.get() && exchange.load().toCompletableFuture().isDone();
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
    if (session.isNew() && inAttribute() == view) {
      request.removeAttribute(HttpSessionFilter.SESSION_ATTRIBUTE, Object.class);
    }
    return session;
  }

  private @Nullable Object inAttribute() {
    return request.getAttribute(HttpSessionFilter.SESSION_ATTRIBUTE).orElse(null);
  }

  /**
   * The session, waited for on threads that may wait.
   *
   * @throws IllegalStateException on an event loop, if it is not loaded yet
   */
  RequestSession session() {
    CompletableFuture<RequestSession> loaded = load().toCompletableFuture();
    if (!loaded.isDone() && Schedulers.isInNonBlockingThread()) {
      throw new IllegalStateException(
          "The session of "
              + request.getMethodName()
              + " "
              + request.getPath()
              + " is not loaded, and an event loop must not wait for it. Give the handler a Session"
              + " argument, execute it on TaskExecutors.BLOCKING, or use CloakroomSessions.load");
    }
    try {
      return loaded.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /**
   * Saves what has to be saved before the response.
   *
   * @return the value of the {@code Set-Cookie} header; empty for none
   */
  CompletionStage<Optional<String>> commit() {
    Object session = inAttribute();
    if (session instanceof SessionView other && other != view) {
      return load().thenCompose(own -> adopt(own, other));
    }
    if (!wasAsked()) {
      request.removeAttribute(HttpSessionFilter.SESSION_ATTRIBUTE, Object.class);
    }
    return exchange.commit();
  }

  /** A session that was made by itself and then given to the request becomes the request's. */
  private CompletionStage<Optional<String>> adopt(RequestSession own, SessionView other) {
    if (!own.isNew()) {
      own.destroy();
    }
    other.session().attributes().forEach(own::set);
    other.becomes(() -> own);
    return exchange.commit();
  }

  CompletionStage<Void> complete() {
    return exchange.complete();
  }

  void handlerFailed() {
    if (failureTold.compareAndSet(false, true)) {
      exchange.handlerFailed();
    }
  }

  /** What a stage failed with, without what stages wrap around it. */
  static <T> CompletionStage<T> unwrapped(CompletionStage<T> stage) {
    return stage
        .handle(
            (value, failure) -> {
              if (failure == null) {
                return CompletableFuture.completedStage(value);
              }
              return CompletableFuture.<T>failedStage(
                  failure instanceof CompletionException && failure.getCause() != null
                      ? failure.getCause()
                      : failure);
            })
        .thenCompose(Function.identity());
  }
}
