package io.cloakroom.micronaut;

import io.micronaut.aop.Interceptor;
import io.micronaut.context.BeanContext;
import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.annotation.AnnotationUtil;
import io.micronaut.inject.BeanDefinition;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Knows by which annotations the application's own interceptors run around methods. */
final class ApplicationInterceptors {

  private final Set<String> ofTheApplication = new HashSet<>();
  private final Set<String> ofMicronaut = new HashSet<>();

  ApplicationInterceptors(BeanContext beans) {
    for (BeanDefinition<?> definition : beans.getBeanDefinitions(Interceptor.class)) {
      Set<String> annotations =
          CodeAroundHandlers.isOfTheApplication(definition.getBeanType().getName())
              ? ofTheApplication
              : ofMicronaut;
      boundIn(definition.getAnnotationMetadata()).forEach(annotations::add);
    }
  }

  /** Whether such an interceptor runs around a method. */
  boolean surround(AnnotationMetadata method) {
    return Stream.concat(
            method.getAnnotationNamesByStereotype(AnnotationUtil.ANN_AROUND).stream(),
            boundIn(method))
        .anyMatch(this::mayRun);
  }

  /** Returns the annotations that bind interceptors to a method, or an interceptor to methods. */
  private static Stream<String> boundIn(AnnotationMetadata annotated) {
    return annotated.getAnnotationValuesByName(AnnotationUtil.ANN_INTERCEPTOR_BINDING).stream()
        .flatMap(binding -> binding.stringValue().stream());
  }

  /**
   * Whether an annotation may stand for an interceptor of the application. Another library's, such
   * as Micrometer's {@code @Timed}, does not if only Micronaut intercepts it.
   */
  private boolean mayRun(String annotation) {
    return ofTheApplication.contains(annotation)
        || (CodeAroundHandlers.isOfTheApplication(annotation) && !ofMicronaut.contains(annotation));
  }
}
