package io.cloakroom.serializer;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * A component of a record or a field of a bean.
 *
 * @param declared its generic type
 * @param getter how its value is got out of an object
 */
record Member(String name, Type declared, Class<?> rawType, Getter getter) {

  @FunctionalInterface
  interface Getter {
    @Nullable Object get(Object owner) throws ReflectiveOperationException;
  }
}
