package io.cloakroom.micronaut;

import io.cloakroom.http.RequestSession;
import io.micronaut.context.BeanContext;
import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.reflect.ClassUtils;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.session.Session;
import io.micronaut.session.annotation.SessionValue;
import io.micronaut.web.router.MethodBasedRouteInfo;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteInfo;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells which requests ask for their session, before anything does: Micronaut gets arguments ready
 * without waiting, and looks for who is logged in without waiting.
 */
@Singleton
final class SessionDemand {

  private static final String FETCHER =
      "io.micronaut.security.session.SessionAuthenticationFetcher";

  private static final String ON_OPEN = "io.micronaut.websocket.annotation.OnOpen";
  private static final String ON_MESSAGE = "io.micronaut.websocket.annotation.OnMessage";

  private final boolean always;
  private final Map<RouteInfo<?>, Boolean> byRoute = new ConcurrentHashMap<>();

  SessionDemand(BeanContext beans) {
    this.always =
        ClassUtils.forName(FETCHER, beans.getClassLoader()).map(beans::containsBean).orElse(false);
  }

  boolean isThereFor(HttpRequest<?> request) {
    return always
        || RouteAttributes.getRouteInfo(request)
            .map(route -> byRoute.computeIfAbsent(route, SessionDemand::asks))
            .orElse(false);
  }

  private static boolean asks(RouteInfo<?> route) {
    AnnotationMetadata annotations = route.getAnnotationMetadata();
    if (annotations.hasAnnotation(ON_OPEN)
        || annotations.hasAnnotation(ON_MESSAGE)
        || annotations.hasAnnotation(SessionValue.class)) {
      return true;
    }
    if (!(route instanceof MethodBasedRouteInfo<?, ?> method)) {
      return false;
    }
    for (Argument<?> argument : method.getTargetMethod().getArguments()) {
      if (asks(argument)) {
        return true;
      }
    }
    return false;
  }

  private static boolean asks(Argument<?> argument) {
    Argument<?> wanted =
        argument.isOptional() ? argument.getFirstTypeVariable().orElse(argument) : argument;
    return Session.class.isAssignableFrom(wanted.getType())
        || wanted.getType() == RequestSession.class
        || argument.isAnnotationPresent(SessionValue.class)
        || argument.isAnnotationPresent(RequestBean.class);
  }
}
