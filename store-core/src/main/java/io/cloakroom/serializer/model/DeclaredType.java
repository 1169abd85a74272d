package io.cloakroom.serializer.model;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a value is what a field declares, type arguments included: a {@code List<Long>} that
 * holds an Integer is a list to the JVM, but a later reader gets a ClassCastException.
 */
public final class DeclaredType {

  private DeclaredType() {}

  /**
   * Returns whether a field that is declared so may hold the value. Primitives are left to the
   * field.
   */
  public static boolean admits(Type declared, @Nullable Object value) {
    if (value == null) {
      return true;
    }
    if (declared instanceof Class<?> javaClass) {
      return javaClass.isPrimitive() || javaClass.isInstance(value);
    }
    if (declared instanceof WildcardType wildcard) {
      return admits(wildcard.getUpperBounds()[0], value);
    }
    if (declared instanceof GenericArrayType array) {
      Type component = array.getGenericComponentType();
      return value.getClass().isArray()
          && IntStream.range(0, Array.getLength(value))
              .allMatch(i -> admits(component, Array.get(value, i)));
    }
    return !(declared instanceof ParameterizedType generic)
        || (admits(generic.getRawType(), value)
            && admitsElements(generic.getActualTypeArguments(), value));
  }

  /** Returns whether reflection gives the value to a parameter; numbers are widened for it. */
  static boolean takes(Class<?> parameter, @Nullable Object value) {
    try {
      Array.set(Array.newInstance(parameter, 1), 0, value);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean admitsElements(Type[] arguments, Object value) {
    if (value instanceof Optional<?> optional && arguments.length == 1) {
      return admits(arguments[0], optional.orElse(null));
    }
    if (value instanceof Collection<?> elements && arguments.length == 1) {
      return elements.stream().allMatch(each -> admits(arguments[0], each));
    }
    return !(value instanceof Map<?, ?> map)
        || arguments.length != 2
        || map.entrySet().stream()
            .allMatch(
                entry ->
                    admits(arguments[0], entry.getKey()) && admits(arguments[1], entry.getValue()));
  }
}
