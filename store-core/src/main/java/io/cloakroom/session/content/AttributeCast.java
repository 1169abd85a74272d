package io.cloakroom.session.content;

import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Checks that the value of an attribute is of the class that the application asks for. */
public final class AttributeCast {

  private AttributeCast() {}

  /**
   * Returns a value as an instance of a class.
   *
   * @param type the class, or a primitive type for its wrapper
   * @throws ClassCastException if the value is of another class; the message names the attribute
   *     and both classes
   */
  @SuppressWarnings("unchecked") // a wrapper's class stands for its primitive type
  public static <T> @Nullable T to(Class<T> type, String name, @Nullable Object value) {
    Class<?> wrapper = MethodType.methodType(type).wrap().returnType();
    if (value != null && !wrapper.isInstance(value)) {
      throw new ClassCastException(
          "Session attribute \"%s\" is a %s, not a %s"
              .formatted(name, value.getClass().getName(), wrapper.getName()));
    }
    return (T) value;
  }
}
