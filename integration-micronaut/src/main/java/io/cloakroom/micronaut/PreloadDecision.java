package io.cloakroom.micronaut;

import io.micronaut.context.BeanContext;
import io.micronaut.core.reflect.ClassUtils;
import io.micronaut.http.HttpRequest;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.web.router.RouteBuilder;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides which requests load their session before anything asks for it: those in which code that
 * can't wait may ask for it.
 */
@Singleton
final class PreloadDecision {

  /** They look into the session of every request. */
  private static final List<String> READERS_OF_MICRONAUT =
      List.of(
          "io.micronaut.security.session.SessionAuthenticationFetcher",
          "io.micronaut.session.http.SessionLocaleResolver");

  /** The application's beans of these types get every request, and may look into its session. */
  private static final List<String> TYPES_OF_READERS =
      List.of(
          "io.micronaut.http.server.util.locale.HttpLocaleResolver",
          "io.micronaut.security.filters.AuthenticationFetcher",
          "io.micronaut.security.rules.SecurityRule",
          "io.micronaut.security.token.reader.TokenReader",
          "io.micronaut.security.token.validator.TokenValidator",
          "io.micronaut.views.model.ViewModelProcessor");

  private final BeanContext beans;
  private final boolean loadAlways;
  private volatile @Nullable Askers askers;

  PreloadDecision(BeanContext beans, EngineConfiguration options) {
    this.beans = beans;
    this.loadAlways = options.isLoadAlways();
  }

  /** Who asks in this application. */
  private record Askers(
      boolean everywhere, SessionReadingRoutes routes, SessionReadingFilters filters) {}

  boolean isThereFor(HttpRequest<?> request) {
    if (loadAlways) {
      return true;
    }
    Askers known = askers();
    return known.everywhere()
        || known.routes().include(RouteFacts.route(request))
        || known.filters().include(request);
  }

  /** Finds them with the first request: filters exist then, and may depend on this class. */
  private Askers askers() {
    Askers known = askers;
    if (known == null) {
      Collection<RouteBuilder> builders = beans.getBeansOfType(RouteBuilder.class);
      CodeAroundHandlers around = new CodeAroundHandlers(beans);
      known =
          new Askers(
              areEverywhere(),
              new SessionReadingRoutes(builders, around),
              new SessionReadingFilters(builders, around));
      askers = known;
    }
    return known;
  }

  private boolean areEverywhere() {
    return READERS_OF_MICRONAUT.stream()
            .flatMap(name -> type(name).stream())
            .anyMatch(beans::containsBean)
        || TYPES_OF_READERS.stream()
            .flatMap(name -> type(name).stream())
            .flatMap(type -> definitions(type).stream())
            .anyMatch(bean -> !bean.getBeanType().getName().startsWith("io.micronaut."));
  }

  private Optional<Class<?>> type(String name) {
    return ClassUtils.forName(name, beans.getClassLoader()).map(type -> type);
  }

  private Collection<? extends BeanDefinition<?>> definitions(Class<?> type) {
    return beans.getBeanDefinitions(type);
  }
}
