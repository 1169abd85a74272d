package io.cloakroom.micronaut;

import io.micronaut.core.attr.AttributeHolder;
import io.micronaut.web.router.RouteInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Micronaut says of a request's or a response's route. {@code RouteAttributes} reads the same
 * attributes, but came with Micronaut 4.8, and their names in {@code HttpAttributes} will be
 * removed.
 */
final class RouteFacts {

  private static final String ROUTE = "micronaut.http.route.info";
  private static final String EXCEPTION = "micronaut.http.exception";

  private RouteFacts() {}

  /** Returns the route that answers, or null where none was found. */
  static @Nullable RouteInfo<?> route(AttributeHolder message) {
    return message.getAttribute(ROUTE, RouteInfo.class).orElse(null);
  }

  /** Returns what the route threw, if it did. */
  static Optional<Throwable> exception(AttributeHolder response) {
    return response.getAttribute(EXCEPTION, Throwable.class);
  }
}
