package io.cloakroom.serializer;

import org.jspecify.annotations.Nullable;

/** The one class that all elements of a container have. */
final class CommonClass {

  private CommonClass() {}

  /**
   * Returns the class of elements, of constants their enum; {@code Void} where all are null, or
   * there are none.
   *
   * @return null where they have several
   */
  static @Nullable Class<?> of(Iterable<? extends @Nullable Object> elements) {
    Class<?> common = Void.class;
    for (Object element : elements) {
      if (element != null) {
        Class<?> javaClass =
            element instanceof Enum<?> constant ? constant.getDeclaringClass() : element.getClass();
        if (common != Void.class && common != javaClass) {
          return null;
        }
        common = javaClass;
      }
    }
    return common;
  }
}
