package io.cloakroom.values;

import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Whether two values are of one class and equal, also where their class has no equals. */
final class SameValue {

  private static final Set<Class<?>> COPIES =
      Set.of(
          ArrayList.class,
          LinkedHashSet.class,
          LinkedHashMap.class,
          TreeSet.class,
          TreeMap.class,
          SimpleImmutableEntry.class);

  private SameValue() {}

  static boolean is(Object a, Object b) {
    if (a == b) {
      return true;
    }
    if (a == null || b == null) {
      return false;
    }
    if (a.getClass() != b.getClass()) {
      return isPlainCopy(a, b);
    }
    if (a.getClass().isArray()) {
      return isSameArray(a, b);
    }
    if (a instanceof AtomicInteger || a instanceof AtomicLong || a instanceof AtomicBoolean) {
      return a.toString().equals(b.toString());
    }
    if (a instanceof PriorityQueue<?> queue) {
      return sorted(queue).equals(sorted((PriorityQueue<?>) b));
    }
    if (a instanceof List<?> || a instanceof Queue<?>) {
      return isSameSequence((Collection<?>) a, (Collection<?>) b);
    }
    if (a instanceof Map<?, ?> map && !holdsArrays(map.values())) {
      return map.equals(b) && isSameOrder(map, (Map<?, ?>) b);
    }
    if (a instanceof Map<?, ?> map) {
      return isSameSequence(map.values(), ((Map<?, ?>) b).values());
    }
    if (a instanceof Optional<?> optional) {
      return is(optional.orElse(null), ((Optional<?>) b).orElse(null));
    }
    return a.equals(b);
  }

  /** What is documented to come back of views and of parts of collections. */
  private static boolean isPlainCopy(Object view, Object copy) {
    if (copy.getClass() == ArrayList.class && !(view instanceof List)) {
      return view instanceof Collection<?> && new ArrayList<>((Collection<?>) view).equals(copy);
    }
    return COPIES.contains(copy.getClass())
        && (view.getClass().getName().contains("$")
            || view.getClass().getName().startsWith("kotlin."))
        && view.equals(copy)
        && copy.equals(view);
  }

  private static boolean isSameArray(Object a, Object b) {
    if (a instanceof Object[] objects) {
      return isSameSequence(Arrays.asList(objects), Arrays.asList((Object[]) b));
    }
    return Arrays.deepEquals(new Object[] {a}, new Object[] {b});
  }

  private static boolean isSameOrder(Map<?, ?> a, Map<?, ?> b) {
    return !(a.getClass() == java.util.LinkedHashMap.class)
        || new ArrayList<>(a.keySet()).equals(new ArrayList<>(b.keySet()));
  }

  private static boolean holdsArrays(Collection<?> values) {
    return values.stream().anyMatch(each -> each != null && each.getClass().isArray());
  }

  private static boolean isSameSequence(Collection<?> a, Collection<?> b) {
    Iterator<?> others = b.iterator();
    for (Object each : a) {
      if (!others.hasNext() || !is(each, others.next())) {
        return false;
      }
    }
    return !others.hasNext();
  }

  private static List<?> sorted(PriorityQueue<?> queue) {
    List<?> sorted = new ArrayList<>(queue);
    sorted.sort(null);
    return sorted;
  }
}
