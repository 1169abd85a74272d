package io.cloakroom.serializer;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Whether two values are equal and of the same classes, and so is whatever they hold. */
public final class SameValue {

  private final Object value;
  private final String described;

  private SameValue(Object value) {
    this.value = value;
    this.described = describe(value);
  }

  public static SameValue as(Object value) {
    return new SameValue(value);
  }

  public static boolean same(Object one, Object other) {
    return as(one).is(other);
  }

  public boolean is(Object other) {
    // arrays have no value equality, and neither have containers of them
    return described.equals(describe(other))
        && (described.contains("[]") || Objects.equals(value, other));
  }

  @Override
  public String toString() {
    return described;
  }

  /** Its classes and its content; of sets and maps without order, in one order. */
  public static String describe(Object value) {
    if (value == null) {
      return "null";
    }
    String type = value.getClass().getTypeName();
    if (value instanceof Enum) {
      return type + ":" + value;
    }
    if (value.getClass().isArray()) {
      StringBuilder out = new StringBuilder(type).append('{');
      for (int i = 0; i < Array.getLength(value); i++) {
        out.append(describe(Array.get(value, i))).append(',');
      }
      return out.append('}').toString();
    }
    if (value instanceof Collection<?> elements) {
      var described = elements.stream().map(SameValue::describe);
      return type + (elements instanceof Set ? described.sorted() : described).toList();
    }
    if (value instanceof Map<?, ?> map) {
      return type
          + map.entrySet().stream()
              .map(entry -> describe(entry.getKey()) + "=" + describe(entry.getValue()))
              .sorted()
              .toList();
    }
    if (value instanceof Optional<?> optional) {
      return type + optional.map(SameValue::describe);
    }
    if (value instanceof Record || value.getClass().getPackage() == SameValue.class.getPackage()) {
      return type + fields(value);
    }
    return type + ":" + value;
  }

  private static List<String> fields(Object value) {
    List<String> described = new ArrayList<>();
    for (Class<?> owner = value.getClass(); owner != null; owner = owner.getSuperclass()) {
      for (Field field : owner.getDeclaredFields()) {
        if (owner.getPackage() == SameValue.class.getPackage()
            && !Modifier.isStatic(field.getModifiers())) {
          described.add(field.getName() + "=" + describe(valueOf(field, value)));
        }
      }
    }
    return described;
  }

  private static Object valueOf(Field field, Object owner) {
    try {
      field.setAccessible(true);
      return field.get(owner);
    } catch (IllegalAccessException e) {
      throw new LinkageError("A field that can not be looked at", e);
    }
  }
}
