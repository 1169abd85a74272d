package io.cloakroom.micronaut;

import io.cloakroom.http.SessionEngine;
import io.cloakroom.http.SessionRequest;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.session.annotation.SessionValue;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteInfo;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Gives each request its session. What it has to wait for is a stage, and no thread waits. */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
final class SessionFilter implements Ordered {

  private final SessionEngine engine;
  private final SessionViews views;
  private final SessionDemand demand;

  SessionFilter(SessionEngine engine, SessionViews views, SessionDemand demand) {
    this.engine = engine;
    this.views = views;
    this.demand = demand;
  }

  @Override
  public int getOrder() {
    return ServerFilterPhase.SESSION.order();
  }

  /** Loads the session where the handler can't be called without it. */
  @RequestFilter
  CompletionStage<HttpRequest<?>> load(HttpRequest<?> request) {
    SessionAccess access = new SessionAccess(request, engine.begin(sessionRequest(request)), views);
    if (!demand.isThereFor(request)) {
      return CompletableFuture.completedStage(request);
    }
    return RequestThread.resume(
        request, SessionAccess.unwrapped(access.load()).thenApply(session -> request));
  }

  /** Saves the session before the response's headers leave. */
  @ResponseFilter
  CompletionStage<MutableHttpResponse<?>> commit(
      HttpRequest<?> request, MutableHttpResponse<?> response) {
    SessionAccess access = SessionAccess.of(request).orElse(null);
    if (access == null) {
      return CompletableFuture.completedStage(response);
    }
    if (RouteAttributes.getException(response).isPresent()) {
      access.handlerFailed();
    }
    return RequestThread.resume(
        request,
        SessionAccess.unwrapped(
                keepReturned(request, response, access).thenCompose(kept -> access.commit()))
            .thenApply(
                cookie -> {
                  cookie.ifPresent(value -> response.header(HttpHeaders.SET_COOKIE, value));
                  return response;
                }));
  }

  /** {@code @SessionValue} on a handler puts what it returns into the session. */
  private static CompletionStage<?> keepReturned(
      HttpRequest<?> request, MutableHttpResponse<?> response, SessionAccess access) {
    RouteInfo<?> route = RouteAttributes.getRouteInfo(request).orElse(null);
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
    HttpHeaders headers = request.getHeaders();
    return new SessionRequest(
        request.getUri().getRawPath(),
        request.isSecure(),
        headers.getAll(HttpHeaders.COOKIE),
        headers.get("X-Forwarded-Proto"));
  }
}
