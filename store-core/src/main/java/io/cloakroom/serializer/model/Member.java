package io.cloakroom.serializer.model;

import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * A component of a record, or a field of another class.
 *
 * @param declared its generic type
 * @param getter reads its value out of an object
 * @param field what sets it in an object that exists already; null for a record's component
 */
public record Member(
    String name, Type declared, Class<?> rawType, Getter getter, @Nullable Field field) {

  /** Reads a value out of an object. */
  @FunctionalInterface
  public interface Getter {
    /** Returns the value, or throws what reflection throws. */
    @Nullable Object get(Object owner) throws ReflectiveOperationException;
  }

  static Member of(Field field) {
    return new Member(field.getName(), field.getGenericType(), field.getType(), field::get, field);
  }

  static Member of(RecordComponent component) throws UnfitClassException {
    return new Member(
        component.getName(),
        component.getGenericType(),
        component.getType(),
        Reflection.open(component.getAccessor())::invoke,
        null);
  }
}
