package io.cloakroom.serializer;

import com.fasterxml.jackson.core.io.SerializedString;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * A component of a record or a field of a bean.
 *
 * @param jsonName its name, encoded once for all
 * @param declared its generic type
 * @param getter how its value is got out of an object
 */
record Member(
    String name, SerializedString jsonName, Type declared, Class<?> rawType, Getter getter) {

  Member(String name, Type declared, Class<?> rawType, Getter getter) {
    this(name, new SerializedString(name), declared, rawType, getter);
  }

  @FunctionalInterface
  interface Getter {
    @Nullable Object get(Object owner) throws ReflectiveOperationException;
  }
}
