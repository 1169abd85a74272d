package io.cloakroom.micronaut;

import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.ExecutableMethod;
import io.micronaut.web.router.FilterRoute;
import io.micronaut.web.router.RouteBuilder;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Knows the filters of the application that may ask for the session: those that run after the
 * session filter and get the request, or what a binder of the application makes of it. A filter
 * runs on the event loop and can't wait, so the session has to be there before.
 */
final class SessionReadingFilters {

  private static final Set<Class<?>> OWN =
      Set.of(SessionFilter.class, BlockingBodies.class, StreamStart.class);

  private final List<FilterRoute> filters;

  SessionReadingFilters(Collection<RouteBuilder> builders, CodeAroundHandlers around) {
    this.filters =
        builders.stream()
            .flatMap(builder -> builder.getFilterRoutes().stream())
            .filter(filter -> !filter.isPreMatching())
            .filter(filter -> mayAsk(filter, around))
            .filter(SessionReadingFilters::runsAfterTheSessionFilter)
            .toList();
  }

  boolean include(HttpRequest<?> request) {
    for (FilterRoute filter : filters) {
      if (filter.match(request.getMethod(), request.getPath()).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static boolean mayAsk(FilterRoute filter, CodeAroundHandlers around) {
    AnnotationMetadata source = filter.getAnnotationMetadata();
    if (source instanceof ExecutableMethod<?, ?> method) {
      return !isOfMicronaut(method.getDeclaringType())
          && !OWN.contains(method.getDeclaringType())
          && (getsRequest(method.getArguments())
              || SessionReadingRoutes.anyAsks(method.getArguments())
              || around.surrounds(method));
    }
    return !(source instanceof BeanDefinition<?> bean) || !isOfMicronaut(bean.getBeanType());
  }

  private static boolean isOfMicronaut(Class<?> type) {
    return type.getName().startsWith("io.micronaut.");
  }

  private static boolean getsRequest(Argument<?>[] arguments) {
    for (Argument<?> argument : arguments) {
      if (HttpRequest.class.isAssignableFrom(argument.getType())) {
        return true;
      }
    }
    return false;
  }

  private static boolean runsAfterTheSessionFilter(FilterRoute filter) {
    return Optional.<Object>of(filter.getFilter())
        .filter(Ordered.class::isInstance)
        .map(Ordered.class::cast)
        .map(ordered -> ordered.getOrder() > SessionFilter.ORDER)
        .orElse(true);
  }
}
