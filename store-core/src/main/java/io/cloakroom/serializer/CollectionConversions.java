package io.cloakroom.serializer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Set;
import java.util.Stack;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentHashMap.KeySetView;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The JDK's collections that are stored as an ArrayList, a HashSet, a HashMap or the like. */
@SuppressWarnings("JdkObsolete") // what people store
final class CollectionConversions {

  private CollectionConversions() {}

  static List<Conversion<?>> all() {
    List<Conversion<?>> all = new ArrayList<>();
    addLists(all);
    addSets(all);
    addMaps(all);
    return all;
  }

  private static void addLists(List<Conversion<?>> all) {
    all.add(list("array-deque", ArrayDeque.class, ArrayDeque::new));
    all.add(list("copy-on-write-list", CopyOnWriteArrayList.class, CopyOnWriteArrayList::new));
    all.add(list("concurrent-queue", ConcurrentLinkedQueue.class, ConcurrentLinkedQueue::new));
    all.add(list("concurrent-deque", ConcurrentLinkedDeque.class, ConcurrentLinkedDeque::new));
    all.add(list("vector", Vector.class, Vector::new));
    all.add(
        list(
            "stack",
            Stack.class,
            elements -> {
              Stack<@Nullable Object> stack = new Stack<>();
              stack.addAll(elements);
              return stack;
            }));
    all.add(
        list(
            "synchronized-list",
            Collections.synchronizedList(new ArrayList<>()).getClass(),
            Collections::synchronizedList));
    all.add(
        list(
            "synchronized-linked-list",
            Collections.synchronizedList(new LinkedList<>()).getClass(),
            elements -> Collections.synchronizedList(new LinkedList<>(elements))));
    all.add(
        PlatformConversions.<PriorityQueue<?>, List<?>>of(
            "priority-queue",
            rawClass(PriorityQueue.class),
            CollectionConversions::sorted,
            PriorityQueue::new));
  }

  /** Sorts a queue: its iterator's order depends on its history, not on its elements alone. */
  private static List<?> sorted(PriorityQueue<?> queue) {
    if (queue.comparator() != null) {
      throw new UnstorableValueException(
          "a PriorityQueue with a comparator, which can't be restored: let its elements be"
              + " Comparable");
    }
    List<?> sorted = new ArrayList<>(queue);
    sorted.sort(null);
    return sorted;
  }

  private static void addSets(List<Conversion<?>> all) {
    all.add(
        PlatformConversions.<Set<?>, Set<?>>of(
            "copy-on-write-set",
            rawClass(CopyOnWriteArraySet.class),
            set -> {
              KeyTable.SEARCHED.check(set);
              return new LinkedHashSet<>(set);
            },
            elements -> new CopyOnWriteArraySet<>(fitting(KeyTable.SEARCHED, elements))));
    all.add(
        PlatformConversions.<ConcurrentSkipListSet<?>, TreeSet<?>>of(
            "skip-list-set",
            rawClass(ConcurrentSkipListSet.class),
            TreeSet::new,
            ConcurrentSkipListSet::new));
    all.add(
        PlatformConversions.<KeySetView<Object, Boolean>, Set<Object>>of(
            "concurrent-set",
            rawClass(KeySetView.class),
            HashSet::new,
            CollectionConversions::keySet));
    all.add(
        PlatformConversions.<Set<?>, Set<?>>of(
            "synchronized-set",
            rawClass(Collections.synchronizedSet(new HashSet<>()).getClass()),
            LinkedHashSet::new,
            Collections::synchronizedSet));
  }

  private static KeySetView<Object, Boolean> keySet(Set<Object> elements) {
    KeySetView<Object, Boolean> keys = ConcurrentHashMap.newKeySet();
    keys.addAll(elements);
    return keys;
  }

  private static void addMaps(List<Conversion<?>> all) {
    all.add(
        PlatformConversions.<Map<?, ?>, Map<?, ?>>of(
            "concurrent-map",
            rawClass(ConcurrentHashMap.class),
            HashMap::new,
            ConcurrentHashMap::new));
    all.add(
        PlatformConversions.<ConcurrentSkipListMap<?, ?>, TreeMap<?, ?>>of(
            "skip-list-map",
            rawClass(ConcurrentSkipListMap.class),
            TreeMap::new,
            ConcurrentSkipListMap::new));
    all.add(
        PlatformConversions.<Map<?, ?>, Map<?, ?>>of(
            "hashtable",
            rawClass(Hashtable.class),
            table -> {
              KeyTable.CHAINED.check(table.keySet());
              return new HashMap<>(table);
            },
            entries -> {
              fitting(KeyTable.CHAINED, entries.keySet());
              return new Hashtable<>(entries);
            }));
    all.add(
        PlatformConversions.<Properties, Map<?, ?>>of(
            "properties",
            Properties.class,
            CollectionConversions::entries,
            entries -> {
              Properties properties = new Properties();
              properties.putAll(entries);
              return properties;
            }));
    all.add(
        PlatformConversions.<Map<?, ?>, Map<?, ?>>of(
            "synchronized-map",
            rawClass(Collections.synchronizedMap(new HashMap<>()).getClass()),
            LinkedHashMap::new,
            Collections::synchronizedMap));
  }

  private static <T extends Collection<?>> T fitting(KeyTable table, T keys) {
    if (!table.fits(keys)) {
      throw new IllegalArgumentException("Too many keys of one hash code");
    }
    return keys;
  }

  private static Map<?, ?> entries(Properties properties) {
    if (!properties.keySet().containsAll(properties.stringPropertyNames())) {
      throw new UnstorableValueException(
          "Properties with defaults, which can't be restored: store a copy of what they say");
    }
    return new HashMap<>(properties);
  }

  private static <T extends Collection<?>> Conversion<T> list(
      String name, Class<?> type, Function<List<@Nullable Object>, T> restored) {
    return PlatformConversions.of(name, rawClass(type), ArrayList::new, restored);
  }

  @SuppressWarnings("unchecked") // a class says nothing of its type arguments
  private static <T> Class<T> rawClass(Class<?> type) {
    return (Class<T>) type;
  }
}
