package io.cloakroom.micronaut;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.filter.FilterPatternStyle;
import io.micronaut.http.filter.HttpServerFilter;
import io.micronaut.http.filter.ServerFilterChain;
import io.micronaut.session.http.HttpSessionFilter;
import org.reactivestreams.Publisher;

/**
 * Replaces Micronaut's own filter, and matches no path: {@link SessionFilter} does the work. Only a
 * filter of the same kind can replace it.
 */
@Filter(value = "^$", patternStyle = FilterPatternStyle.REGEX)
@Replaces(HttpSessionFilter.class)
final class NoStockSessions implements HttpServerFilter {

  @Override
  public Publisher<MutableHttpResponse<?>> doFilter(
      HttpRequest<?> request, ServerFilterChain chain) {
    return chain.proceed(request);
  }
}
