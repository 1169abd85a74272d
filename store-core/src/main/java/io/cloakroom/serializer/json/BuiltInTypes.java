package io.cloakroom.serializer.json;

import io.cloakroom.serializer.ArrayClasses;
import java.lang.reflect.Modifier;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The JDK's types that every serializer restores. */
final class BuiltInTypes {

  /** By class, primitives included, since fields are declared by them. */
  static final Map<Class<?>, ValueType> BY_CLASS = byClass();

  /** What the arrays that a record names can be arrays of. */
  static final Map<String, Class<?>> COMPONENTS = components();

  private BuiltInTypes() {}

  /** Returns whether it is one of them, or an array of them. */
  static boolean isOrHolds(Class<?> javaClass) {
    return javaClass.isArray()
        ? isOrHolds(javaClass.getComponentType())
        : BY_CLASS.containsKey(javaClass);
  }

  private static Map<Class<?>, ValueType> byClass() {
    Map<Class<?>, ValueType> types = new HashMap<>(Containers.all());
    types.put(Optional.class, new OptionalType());
    types.put(DayOfWeek.class, new EnumType("day-of-week", DayOfWeek.class));
    types.put(Month.class, new EnumType("month", Month.class));
    Stream.of(NumberTypes.all(), TextTypes.all(), TimeTypes.all())
        .flatMap(List::stream)
        .forEach(type -> types.put(type.javaType(), type));
    putAlso(types, ZoneId.class, ZoneId.of("UTC").getClass());
    putAlso(types, Boolean.class, boolean.class);
    putAlso(types, Byte.class, byte.class);
    putAlso(types, Short.class, short.class);
    putAlso(types, Character.class, char.class);
    putAlso(types, Integer.class, int.class);
    putAlso(types, Long.class, long.class);
    putAlso(types, Float.class, float.class);
    putAlso(types, Double.class, double.class);
    for (Class<?> primitive :
        List.of(boolean.class, short.class, int.class, long.class, float.class, double.class)) {
      Shape element = new Shape(Objects.requireNonNull(types.get(primitive)), null, null);
      types.put(primitive.arrayType(), new ArrayType(primitive + "s", primitive, element));
    }
    return Map.copyOf(types);
  }

  private static void putAlso(
      Map<Class<?>, ValueType> types, Class<?> javaClass, Class<?> another) {
    types.put(another, Objects.requireNonNull(types.get(javaClass)));
  }

  private static Map<String, Class<?>> components() {
    Map<String, Class<?>> components = new HashMap<>();
    BY_CLASS.forEach(
        (javaClass, type) -> {
          if (Modifier.isPublic(javaClass.getModifiers()) && !javaClass.isPrimitive()) {
            components.put(type.name(), javaClass);
          }
        });
    ArrayClasses.GENERAL.forEach((javaClass, name) -> components.put(name, javaClass));
    return Map.copyOf(components);
  }
}
