package io.cloakroom.serializer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order for what the JDK iterates in another with every start and, with {@code Set.of} and
 * {@code Map.of}, after every copy. Without one, sessions that hold them would look changed
 * whenever they are read.
 */
final class StableOrder {

  private StableOrder() {}

  /** The elements, sorted if they have an order. */
  static Collection<?> of(Collection<?> elements) {
    List<?> sorted = new ArrayList<>(elements);
    sort(sorted);
    return sorted;
  }

  /** The entries, sorted by their keys if those have an order. */
  static Map<?, ?> of(Map<?, ?> map) {
    List<?> keys = new ArrayList<>(map.keySet());
    sort(keys);
    Map<@Nullable Object, @Nullable Object> sorted = new LinkedHashMap<>();
    for (Object key : keys) {
      sorted.put(key, map.get(key));
    }
    return sorted;
  }

  private static void sort(List<?> list) {
    if (!list.isEmpty() && isOrdered(list, list.get(0).getClass())) {
      list.sort(null);
    }
  }

  // of the JDK's own classes, since a user's may compare as it likes, or throw
  private static boolean isOrdered(List<?> list, Class<?> javaClass) {
    return Comparable.class.isAssignableFrom(javaClass)
        && javaClass.getClassLoader() == null
        && list.stream().allMatch(each -> each.getClass() == javaClass);
  }
}
