package io.cloakroom.serializer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The JDK's lists, sets and maps that have value equality and can be made anew. */
@SuppressWarnings("JdkObsolete") // people store LinkedLists
final class Containers {

  static final CollectionType LIST = new CollectionType("list", elements -> elements);
  static final CollectionType HASH_SET = set("hash-set", Containers::hashSet);
  static final CollectionType TREE_SET = set("tree-set", TreeSet::new);
  static final MapType MAP = new MapType("map", LIST, entries -> entries);
  static final MapType TREE_MAP = new MapType("tree-map", LIST, TreeMap::new);

  private Containers() {}

  /** By class; several classes of the JDK have no name. */
  static Map<Class<?>, ValueType> all() {
    Map<Class<?>, ValueType> types = new HashMap<>();
    types.put(ArrayList.class, LIST);
    types.put(LinkedList.class, new CollectionType("linked-list", LinkedList::new));
    types.put(List.of(0).getClass(), new CollectionType("list-of", List::copyOf));
    types.put(List.of().getClass(), new CollectionType("list-of-many", Containers::listOfMany));
    types.put(
        Arrays.asList(0).getClass(),
        new CollectionType("as-list", elements -> Arrays.asList(elements.toArray())));
    types.put(
        Collections.emptyList().getClass(),
        new CollectionType("empty-list", elements -> none(elements, Collections.emptyList())));
    types.put(
        Collections.singletonList(0).getClass(),
        new CollectionType(
            "singleton-list", elements -> Collections.singletonList(only(elements))));
    types.put(
        Collections.unmodifiableList(new ArrayList<>()).getClass(),
        new CollectionType("unmodifiable-list", Collections::unmodifiableList));
    types.put(
        Collections.unmodifiableList(new LinkedList<>()).getClass(),
        new CollectionType(
            "unmodifiable-linked-list",
            elements -> Collections.unmodifiableList(new LinkedList<>(elements))));
    putSets(types);
    putMaps(types);
    return types;
  }

  private static void putSets(Map<Class<?>, ValueType> types) {
    types.put(HashSet.class, HASH_SET);
    types.put(LinkedHashSet.class, set("linked-hash-set", LinkedHashSet::new));
    types.put(TreeSet.class, TREE_SET);
    CollectionType setOf = new CollectionType("set-of", Containers::setOf, StableOrder::of);
    types.put(Set.of().getClass(), setOf);
    types.put(Set.of(0).getClass(), setOf);
    types.put(
        Collections.emptySet().getClass(),
        set("empty-set", elements -> none(elements, Collections.emptySet())));
    types.put(
        Collections.singleton(0).getClass(),
        set("singleton", elements -> Collections.singleton(only(elements))));
    types.put(
        Collections.unmodifiableSet(new HashSet<>()).getClass(),
        set(
            "unmodifiable-set",
            elements -> Collections.unmodifiableSet(new LinkedHashSet<>(elements))));
  }

  private static void putMaps(Map<Class<?>, ValueType> types) {
    types.put(LinkedHashMap.class, MAP);
    types.put(HashMap.class, new MapType("hash-map", LIST, Containers::hashMap));
    types.put(TreeMap.class, TREE_MAP);
    MapType mapOf = new MapType("map-of", LIST, Map::copyOf, StableOrder::of);
    types.put(Map.of().getClass(), mapOf);
    types.put(Map.of(0, 0).getClass(), mapOf);
    types.put(
        Collections.emptyMap().getClass(),
        new MapType("empty-map", LIST, entries -> none(entries.keySet(), Collections.emptyMap())));
    types.put(
        Collections.singletonMap(0, 0).getClass(),
        new MapType("singleton-map", LIST, Containers::singletonMap));
    types.put(
        Collections.unmodifiableMap(new HashMap<>()).getClass(),
        new MapType("unmodifiable-map", LIST, Collections::unmodifiableMap));
  }

  private static Set<@Nullable Object> setOf(List<@Nullable Object> elements) throws Misfit {
    Limits.fitKeys(elements);
    return Set.copyOf(elements);
  }

  private static CollectionType set(
      String name, Function<List<@Nullable Object>, Collection<@Nullable Object>> maker) {
    return new CollectionType(
        name,
        elements -> {
          Limits.fitKeys(elements);
          return maker.apply(elements);
        });
  }

  /**
   * The class of {@code List.of} with no or more than two elements is also that of {@code
   * Stream.toList}, which alone may have nulls, and any number of elements.
   */
  static List<@Nullable Object> listOfMany(List<@Nullable Object> elements) {
    boolean isCopy =
        (elements.isEmpty() || elements.size() > 2) && elements.stream().allMatch(Objects::nonNull);
    return isCopy ? List.copyOf(elements) : elements.stream().toList();
  }

  // one by one, as such a map or set is mostly filled: its table grows to the same size, so that
  // its order is the same when it is written again

  private static Set<@Nullable Object> hashSet(List<@Nullable Object> elements) {
    Set<@Nullable Object> set = new HashSet<>();
    elements.forEach(set::add);
    return set;
  }

  private static Map<@Nullable Object, @Nullable Object> hashMap(
      Map<@Nullable Object, @Nullable Object> entries) {
    Map<@Nullable Object, @Nullable Object> map = new HashMap<>();
    entries.forEach(map::put);
    return map;
  }

  private static <T> T none(Collection<?> elements, T empty) {
    if (!elements.isEmpty()) {
      throw new IllegalArgumentException("not empty");
    }
    return empty;
  }

  private static @Nullable Object only(List<@Nullable Object> elements) {
    if (elements.size() != 1) {
      throw new IllegalArgumentException("not one");
    }
    return elements.get(0);
  }

  private static Map<@Nullable Object, @Nullable Object> singletonMap(
      Map<@Nullable Object, @Nullable Object> entries) {
    Object key = only(new ArrayList<>(entries.keySet()));
    return Collections.singletonMap(key, entries.get(key));
  }
}
