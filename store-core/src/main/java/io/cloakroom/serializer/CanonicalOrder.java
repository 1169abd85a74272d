package io.cloakroom.serializer;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The order in which the elements of a hashed container are written. The container iterates them in
 * an order that may depend on the JVM, on the history of the container, and on the identity of the
 * elements; a record must depend on values alone. Elements that have an order of their own are
 * written in that; a serializer orders all others by the bytes that they are written as.
 */
public final class CanonicalOrder {

  /** Classes of which no two unequal values compare as equal. */
  private static final Set<Class<?>> ORDERED =
      Set.of(
          String.class,
          Integer.class,
          Long.class,
          Short.class,
          Byte.class,
          Character.class,
          UUID.class);

  private CanonicalOrder() {}

  /**
   * Sorts elements that have an order of their own, null first.
   *
   * @return whether they have: otherwise they are left as they are
   */
  public static boolean sort(@Nullable Object[] elements) {
    Comparator<@Nullable Object> order = orderOf(Arrays.asList(elements));
    if (order != null) {
      Arrays.sort(elements, order);
    }
    return order != null;
  }

  /** Sorts entries by their keys, where those have an order of their own. */
  public static boolean sortByKey(Map.Entry<?, ?>[] entries) {
    Comparator<@Nullable Object> order =
        orderOf(() -> Arrays.stream(entries).<Object>map(Map.Entry::getKey).iterator());
    if (order != null) {
      Arrays.sort(entries, (a, b) -> order.compare(a.getKey(), b.getKey()));
    }
    return order != null;
  }

  private static @Nullable Comparator<@Nullable Object> orderOf(
      Iterable<? extends @Nullable Object> keys) {
    Class<?> common = CommonClass.of(keys);
    if (common != null && common.isEnum()) {
      // by name, since another release may have the constants in another order
      return Comparator.nullsFirst(Comparator.comparing(key -> ((Enum<?>) key).name()));
    }
    return common == Void.class || (common != null && ORDERED.contains(common))
        ? Comparator.nullsFirst(CanonicalOrder::compare)
        : null;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // both are of one class that is Comparable
  private static int compare(Object a, Object b) {
    return ((Comparable) a).compareTo(b);
  }
}
