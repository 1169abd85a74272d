package io.cloakroom.micronaut;

import io.micronaut.context.BeanContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.bind.binders.AnnotatedRequestArgumentBinder;
import io.micronaut.http.bind.binders.RequestArgumentBinder;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.ExecutableMethod;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;

/**
 * Knows what the application runs around a handler: its own binders of arguments, such as one for
 * the user who is logged in, and its own interceptors. They run where the handler does and may ask
 * for the session.
 */
final class CodeAroundHandlers {

  private final List<Class<?>> boundTypes = new ArrayList<>();
  private final List<Class<? extends Annotation>> boundAnnotations = new ArrayList<>();
  private final ApplicationInterceptors interceptors;

  CodeAroundHandlers(BeanContext beans) {
    for (BeanDefinition<?> definition : beans.getBeanDefinitions(RequestArgumentBinder.class)) {
      if (isOfTheApplication(definition.getBeanType().getName())) {
        add(beans.getBean(definition));
      }
    }
    interceptors = new ApplicationInterceptors(beans);
  }

  private void add(Object binder) {
    if (binder instanceof TypedRequestArgumentBinder<?> typed) {
      boundTypes.add(typed.argumentType().getType());
    }
    if (binder instanceof AnnotatedRequestArgumentBinder<?, ?> annotated) {
      boundAnnotations.add(annotated.getAnnotationType());
    }
  }

  /** Whether code of the application runs around a method: a handler, an error method, a filter. */
  boolean surrounds(ExecutableMethod<?, ?> method) {
    if (interceptors.surround(method.getAnnotationMetadata())) {
      return true;
    }
    for (Argument<?> argument : method.getArguments()) {
      if (isBound(argument)) {
        return true;
      }
    }
    return false;
  }

  private boolean isBound(Argument<?> argument) {
    return boundTypes.contains(argument.getType())
        || boundAnnotations.stream().anyMatch(argument.getAnnotationMetadata()::hasAnnotation);
  }

  static boolean isOfTheApplication(String name) {
    return !name.startsWith("io.micronaut.")
        && !name.startsWith("io.cloakroom.micronaut.")
        && !name.startsWith("jakarta.");
  }
}
