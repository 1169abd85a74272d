package io.cloakroom.serializer;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether two values are equal and of the same classes, and so is whatever they hold. */
final class SameValue {

  private SameValue() {}

  static boolean same(Object one, Object other) {
    return describe(one).equals(describe(other)) && (isArray(one) || equalBeyondArrays(one, other));
  }

  private static boolean isArray(Object value) {
    return value != null && value.getClass().isArray();
  }

  // arrays have no value equality, and neither have containers of them
  private static boolean equalBeyondArrays(Object one, Object other) {
    return describe(one).contains("[]") || java.util.Objects.equals(one, other);
  }

  /** Its classes and its content; of sets and maps without order, in one order. */
  static String describe(Object value) {
    if (value == null) {
      return "null";
    }
    String type = value.getClass().getTypeName();
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
    if (value instanceof Record) {
      StringBuilder out = new StringBuilder(type).append('(');
      for (var component : value.getClass().getRecordComponents()) {
        try {
          component.getAccessor().setAccessible(true);
          out.append(describe(component.getAccessor().invoke(value))).append(',');
        } catch (ReflectiveOperationException e) {
          throw new LinkageError("A record that can not be looked at", e);
        }
      }
      return out.append(')').toString();
    }
    if (value instanceof Samples.Cart cart) {
      return type
          + cart.id()
          + describe(cart.items())
          + describe(cart.numbers())
          + describe(cart.colors());
    }
    return type + ":" + value;
  }
}
