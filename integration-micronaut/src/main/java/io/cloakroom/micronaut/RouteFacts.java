package io.cloakroom.micronaut;

import io.micronaut.core.attr.AttributeHolder;
import io.micronaut.web.router.ErrorRouteInfo;
import io.micronaut.web.router.RouteInfo;
import io.micronaut.web.router.RouteMatch;
import io.micronaut.web.router.StatusRouteInfo;
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

  /**
   * Returns the route that answers, or null where none was found. Before Micronaut 4.8 the
   * attribute of a WebSocket's handshake holds the match in its place.
   */
  static @Nullable RouteInfo<?> route(AttributeHolder message) {
    Object route = message.getAttribute(ROUTE).orElse(null);
    return route instanceof RouteMatch<?> match
        ? match.getRouteInfo()
        : route instanceof RouteInfo<?> info ? info : null;
  }

  /**
   * Returns whether the method whose arguments are being bound answers for something thrown. A
   * method for a status does so for a thrown one, and from Micronaut 5 on its route is the
   * request's where a handler returned the status, too. Then only the caller tells them apart:
   * {@code RouteExecutor.findErrorRoute} binds what answers for something thrown.
   */
  static boolean answersForThrown(AttributeHolder request) {
    RouteInfo<?> route = route(request);
    return route instanceof ErrorRouteInfo
        || (route instanceof StatusRouteInfo
            && StackWalker.getInstance()
                .walk(
                    frames ->
                        frames.anyMatch(frame -> frame.getMethodName().equals("findErrorRoute"))));
  }

  /** Returns what the route threw, if it did. */
  static Optional<Throwable> exception(AttributeHolder response) {
    return response.getAttribute(EXCEPTION, Throwable.class);
  }
}
