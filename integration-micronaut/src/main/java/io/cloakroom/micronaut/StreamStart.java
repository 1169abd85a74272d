package io.cloakroom.micronaut;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Begins a streamed body before the session is committed: what its publisher changes in the session
 * before its first item is saved with the response, and if it fails before that, it fails as a
 * handler does. If the visitor leaves before that, the publisher is cancelled, and the response
 * that nobody gets saves the session. Micronaut sends no header before the first item, so this
 * delays nothing. What happens to the session during the stream is saved before its end.
 */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
final class StreamStart implements Ordered {

  /** Next to the handler. */
  @Override
  public int getOrder() {
    return ServerFilterPhase.LAST.after();
  }

  @ResponseFilter
  CompletionStage<MutableHttpResponse<?>> begin(
      HttpRequest<?> request, MutableHttpResponse<?> response) {
    SessionAccess access = SessionAccess.of(request).orElse(null);
    if (access == null || !(response.body() instanceof Publisher<?> body)) {
      return CompletableFuture.completedStage(response);
    }
    PrefetchedBody<?> starting = PrefetchedBody.of(body);
    access.starts(starting);
    RequestThread.ifGoneBefore(starting.started(), request, starting::leave);
    return RequestThread.goOnAfter(
        request, () -> starting.started().thenApply(started -> with(response, started, access)));
  }

  private static MutableHttpResponse<?> with(
      MutableHttpResponse<?> response, Publisher<?> body, SessionAccess access) {
    return OwnResponse.of(response)
        .body(
            Flux.<Object>from(body)
                .concatWith(
                    Mono.defer(() -> Mono.fromCompletionStage(access.complete()))
                        .cast(Object.class)));
  }
}
