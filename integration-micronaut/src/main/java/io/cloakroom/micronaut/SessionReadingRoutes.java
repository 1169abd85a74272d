package io.cloakroom.micronaut;

import io.cloakroom.http.RequestSession;
import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.type.Argument;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.session.Session;
import io.micronaut.session.annotation.SessionValue;
import io.micronaut.web.router.ErrorRoute;
import io.micronaut.web.router.MethodBasedRouteInfo;
import io.micronaut.web.router.RouteBuilder;
import io.micronaut.web.router.RouteInfo;
import io.micronaut.web.router.StatusRoute;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Knows which routes ask for the session: by an argument or an annotation of the handler, or of an
 * error method that may answer for it, or in code of the application around it. Micronaut binds
 * arguments without waiting, so the session has to be there before.
 */
final class SessionReadingRoutes {

  private static final String ON_OPEN = "io.micronaut.websocket.annotation.OnOpen";
  private static final String ON_MESSAGE = "io.micronaut.websocket.annotation.OnMessage";

  /** Handlers of micronaut-security: they log in and out, by the session where that is set. */
  private static final String SECURITY = "io.micronaut.security.";

  private final CodeAroundHandlers around;
  private final Map<RouteInfo<?>, Boolean> byRoute = new ConcurrentHashMap<>();
  private final Set<Class<?>> controllersWhoseErrorMethodsAsk = new HashSet<>();
  private final boolean globalErrorMethodsAsk;

  SessionReadingRoutes(Collection<RouteBuilder> builders, CodeAroundHandlers around) {
    this.around = around;
    boolean global = false;
    for (RouteBuilder builder : builders) {
      for (ErrorRoute route : builder.getErrorRoutes()) {
        global |= asksForErrorsOf(route.originatingType(), route.toRouteInfo());
      }
      for (StatusRoute route : builder.getStatusRoutes()) {
        global |= asksForErrorsOf(route.originatingType(), route.toRouteInfo());
      }
    }
    this.globalErrorMethodsAsk = global;
  }

  private boolean asksForErrorsOf(@Nullable Class<?> controller, RouteInfo<?> route) {
    if (!asks(route)) {
      return false;
    }
    if (controller != null) {
      controllersWhoseErrorMethodsAsk.add(controller);
    }
    return controller == null;
  }

  /** Whether a request may ask; without a route, only a global error method can answer it. */
  boolean include(@Nullable RouteInfo<?> route) {
    return globalErrorMethodsAsk
        || (route != null && byRoute.computeIfAbsent(route, this::asksOrItsErrorMethodsDo));
  }

  private boolean asksOrItsErrorMethodsDo(RouteInfo<?> route) {
    return asks(route)
        || controllersWhoseErrorMethodsAsk.contains(route.getDeclaringType())
        || route.getDeclaringType().getName().startsWith(SECURITY);
  }

  static boolean isWebSocket(RouteInfo<?> route) {
    AnnotationMetadata annotations = route.getAnnotationMetadata();
    return annotations.hasAnnotation(ON_OPEN) || annotations.hasAnnotation(ON_MESSAGE);
  }

  private boolean asks(RouteInfo<?> route) {
    return isWebSocket(route)
        || route.getAnnotationMetadata().hasAnnotation(SessionValue.class)
        || (route instanceof MethodBasedRouteInfo<?, ?> method
            && (anyAsks(method.getTargetMethod().getArguments())
                || around.surrounds(method.getTargetMethod().getExecutableMethod())));
  }

  static boolean anyAsks(Argument<?>[] arguments) {
    for (Argument<?> argument : arguments) {
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
