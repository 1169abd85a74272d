package io.cloakroom.serializer;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.Collection;
import java.util.Collections;
import java.util.Currency;
import java.util.Date;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Walks through what was restored, and meets no class but those of values and the samples. */
@SuppressWarnings("JavaUtilDate")
public final class RestoredClasses {

  private static final Set<Class<?>> VALUES =
      Set.of(
          Object.class,
          Number.class,
          CharSequence.class,
          Comparable.class,
          String.class,
          Boolean.class,
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          Character.class,
          BigInteger.class,
          BigDecimal.class,
          URI.class,
          UUID.class,
          Locale.class,
          Currency.class,
          Date.class,
          Optional.class,
          OptionalInt.class,
          OptionalLong.class,
          OptionalDouble.class,
          ConcurrentHashMap.class);

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private RestoredClasses() {}

  public static void requireAllowed(Object value) {
    new RestoredClasses().walk(value);
  }

  private void walk(Object value) {
    if (value == null || !seen.add(value)) {
      return;
    }
    Class<?> type = value.getClass();
    if (!isAllowed(type)) {
      throw new AssertionError("Restored a " + type.getName());
    }
    if (type.isArray()) {
      for (int i = 0; i < Array.getLength(value); i++) {
        walk(Array.get(value, i));
      }
    } else if (value instanceof Collection<?> elements) {
      elements.forEach(this::walk);
    } else if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, each) -> {
            walk(key);
            walk(each);
          });
    } else if (value instanceof Optional<?> optional) {
      optional.ifPresent(this::walk);
    } else if (isSample(type) && !(value instanceof Enum)) {
      walkFields(value);
    }
  }

  private void walkFields(Object owner) {
    for (Class<?> type = owner.getClass(); isSample(type); type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          field.setAccessible(true);
          try {
            walk(field.get(owner));
          } catch (IllegalAccessException e) {
            throw new LinkageError("A field that can not be looked at", e);
          }
        }
      }
    }
  }

  private static boolean isAllowed(Class<?> type) {
    Class<?> element = type;
    while (element.isArray()) {
      element = element.getComponentType();
    }
    return element.isPrimitive()
        || VALUES.contains(element)
        || element.getPackageName().equals("java.time")
        || (element.getPackageName().equals("java.util")
            && (Collection.class.isAssignableFrom(element) || Map.class.isAssignableFrom(element)))
        || isSample(element);
  }

  private static boolean isSample(Class<?> type) {
    return type.getNestHost() == Samples.class;
  }
}
