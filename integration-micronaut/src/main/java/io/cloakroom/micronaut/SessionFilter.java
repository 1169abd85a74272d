package io.cloakroom.micronaut;

import io.cloakroom.http.SessionEngine;
import io.cloakroom.http.SessionRequest;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.session.annotation.SessionValue;
import io.micronaut.web.router.RouteInfo;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Gives each request its session. It waits by stages, so that no thread is blocked. */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
final class SessionFilter implements Ordered {

  /** Before other filters of the phase for sessions, so that they find the session. */
  static final int ORDER = ServerFilterPhase.SESSION.order() - 1;

  private final SessionEngine engine;
  private final SessionViews views;
  private final PreloadDecision demand;

  SessionFilter(SessionEngine engine, SessionViews views, PreloadDecision demand) {
    this.engine = engine;
    this.views = views;
    this.demand = demand;
  }

  @Override
  public int getOrder() {
    return ORDER;
  }

  /**
   * Loads the session where code that can't wait may ask for it. A request without a session cookie
   * is loaded, too: that costs no command, and its page depends on having no session.
   */
  @RequestFilter
  CompletionStage<HttpRequest<?>> load(HttpRequest<?> request) {
    SessionAccess access = new SessionAccess(request, engine.begin(sessionRequest(request)), views);
    if (!demand.isThereFor(request)) {
      return CompletableFuture.completedStage(request);
    }
    return RequestThread.goOnAfter(request, () -> access.load().thenApply(session -> request));
  }

  /** Saves the session before the response's headers leave. */
  @ResponseFilter
  CompletionStage<MutableHttpResponse<?>> commit(
      HttpRequest<?> request, MutableHttpResponse<?> response) {
    SessionAccess access = SessionAccess.of(request).orElse(null);
    if (access == null) {
      return CompletableFuture.completedStage(response);
    }
    if (RouteFacts.exception(response).isPresent()) {
      access.handlerFailed();
    }
    return RequestThread.goOnAfter(
        request,
        () ->
            keepReturned(request, response, access)
                .thenCompose(kept -> access.commit())
                .thenApply(headers -> OwnResponse.with(headers, response)));
  }

  /** {@code @SessionValue} on a handler puts what it returns into the session. */
  private static CompletionStage<?> keepReturned(
      HttpRequest<?> request, MutableHttpResponse<?> response, SessionAccess access) {
    RouteInfo<?> route = RouteFacts.route(request);
    Object body = response.body();
    if (route == null || body == null || !route.isAnnotationPresent(SessionValue.class)) {
      return CompletableFuture.completedStage(null);
    }
    String name =
        route
            .getAnnotationMetadata()
            .stringValue(SessionValue.class)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "@SessionValue on a method of "
                            + route.getDeclaringType().getName()
                            + " must name the attribute"));
    return access.load().thenAccept(session -> session.set(name, body));
  }

  private static SessionRequest sessionRequest(HttpRequest<?> request) {
    return SessionRequest.of(
        request.getUri().getRawPath(), request.isSecure(), request.getHeaders()::getAll);
  }
}
