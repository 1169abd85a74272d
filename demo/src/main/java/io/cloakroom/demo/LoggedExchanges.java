package io.cloakroom.demo;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.core.propagation.ThreadPropagatedContextElement;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import org.jspecify.annotations.Nullable;

/**
 * Gives each request its log in Micronaut. It stands around Cloakroom's filter, so that it sees the
 * response's headers when that has added its own.
 */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
@Requires(beans = MicronautDemo.class)
final class LoggedExchanges implements Ordered {

  private static final String LOG = RequestLog.class.getName();

  @Override
  public int getOrder() {
    return ServerFilterPhase.SESSION.before();
  }

  @RequestFilter
  void begin(HttpRequest<?> request, MutablePropagatedContext context) {
    RequestLog log = new RequestLog(request.getMethodName() + " " + request.getPath());
    request.setAttribute(LOG, log);
    context.add(new OnThread(log));
  }

  @ResponseFilter
  void end(HttpRequest<?> request, MutableHttpResponse<?> response) {
    request
        .getAttribute(LOG, RequestLog.class)
        .ifPresent(log -> log.answeredWith(response.getHeaders().getAll("Set-Cookie")));
    if (response.getHeaders().contains("Content-Security-Policy")) {
      return; // the page of all sessions brings its own headers
    }
    response
        .header("Content-Security-Policy", WebApplication.POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "same-origin")
        .header("Cache-Control", "no-store");
  }

  /** Follows a request from thread to thread. */
  private record OnThread(RequestLog log)
      implements ThreadPropagatedContextElement<@Nullable RequestLog> {

    @Override
    public @Nullable RequestLog updateThreadContext() {
      return RequestLog.exchange(log);
    }

    @Override
    public void restoreThreadContext(@Nullable RequestLog before) {
      RequestLog.exchange(before);
    }
  }
}
