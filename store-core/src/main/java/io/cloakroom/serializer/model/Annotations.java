package io.cloakroom.serializer.model;

import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;

/** Annotations of libraries that need not be there, by name. */
final class Annotations {

  private Annotations() {}

  static boolean isNamed(Annotation annotation, String name) {
    return annotation.annotationType().getName().equals(name);
  }

  /**
   * Returns the value of one of its members.
   *
   * @return null if it has no such member
   */
  static @Nullable Object member(Annotation annotation, String name) {
    try {
      return annotation.annotationType().getMethod(name).invoke(annotation);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}
