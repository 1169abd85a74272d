package io.cloakroom.serializer.model;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A class with all classes and interfaces above it. */
final class Ancestry {

  private Ancestry() {}

  /** The class first, then what is nearer to it. */
  static Set<Class<?>> of(Class<?> javaClass) {
    Set<Class<?>> all = new LinkedHashSet<>();
    add(javaClass, all);
    return all;
  }

  private static void add(@Nullable Class<?> type, Set<Class<?>> all) {
    if (type != null && all.add(type)) {
      for (Class<?> each : type.getInterfaces()) {
        add(each, all);
      }
      add(type.getSuperclass(), all);
    }
  }
}
