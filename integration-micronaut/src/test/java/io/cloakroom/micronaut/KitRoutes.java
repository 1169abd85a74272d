package io.cloakroom.micronaut;

import io.cloakroom.tck.http.application.Application;
import io.cloakroom.tck.http.application.Route;
import io.micronaut.context.BeanContext;
import io.micronaut.context.ExecutionHandleLocator;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Get;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.ExecutableMethod;
import io.micronaut.web.router.DefaultRouteBuilder;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/**
 * Serves the kit's routes by the other methods, too: annotations name one method each, and those of
 * the kit's controllers name {@code GET}, which Micronaut serves for {@code HEAD} as well.
 */
@Singleton
@SuppressWarnings("overrides") // of Micronaut's own class
@Requires(beans = Application.class)
class KitRoutes extends DefaultRouteBuilder {

  KitRoutes(
      ExecutionHandleLocator handlers,
      UriNamingStrategy naming,
      ConversionService conversions,
      BeanContext beans) {
    super(handlers, naming, conversions);
    for (Class<?> controller : List.of(KitController.class, KitFailingController.class)) {
      BeanDefinition<?> definition = beans.getBeanDefinition(controller);
      for (ExecutableMethod<?, ?> handler : definition.getExecutableMethods()) {
        Stream.concat(
                handler.stringValue(Get.class).stream(),
                Stream.of(handler.stringValues(Get.class, "uris")))
            .distinct()
            .filter(path -> !path.equals("/"))
            .forEach(path -> serve(path, definition, handler));
      }
    }
  }

  private void serve(String path, BeanDefinition<?> controller, ExecutableMethod<?, ?> handler) {
    MediaType[] produced =
        MediaType.of(
            handler.stringValues(Get.class, "produces").length > 0
                ? handler.stringValues(Get.class, "produces")
                : new String[] {MediaType.TEXT_PLAIN});
    for (String method : Route.ANYTHING.methods()) {
      if (!method.equals("GET") && !method.equals("HEAD")) {
        buildBeanRoute(method, HttpMethod.parse(method), path, controller, handler)
            .consumesAll()
            .produces(produced);
      }
    }
  }
}
