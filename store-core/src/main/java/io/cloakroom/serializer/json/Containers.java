package io.cloakroom.serializer.json;

import io.cloakroom.serializer.ImmutableLists;
import io.cloakroom.serializer.KeyTable;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The JDK's lists, sets and maps that have value equality and can be created again. */
@SuppressWarnings("JdkObsolete") // people store LinkedLists
final class Containers {

  static final CollectionType LIST = new CollectionType("list", elements -> elements);
  static final CollectionType HASH_SET = set("hash-set", KeyTable.HASHED, HashSet::new);
  static final CollectionType TREE_SET = new CollectionType("tree-set", TreeSet::new);
  static final MapType MAP = new MapType("map", LIST, KeyTable.LINKED, entries -> entries);
  static final MapType TREE_MAP = new MapType("tree-map", LIST, KeyTable.NONE, TreeMap::new);

  private Containers() {}

  /** By class; several classes of the JDK have no name. */
  static Map<Class<?>, ValueType> all() {
    Map<Class<?>, ValueType> types = new HashMap<>();
    types.put(ArrayList.class, LIST);
    types.put(LinkedList.class, new CollectionType("linked-list", LinkedList::new));
    types.put(List.of(0).getClass(), new CollectionType("list-of", List::copyOf));
    types.put(List.of().getClass(), new CollectionType("list-of-many", ImmutableLists::ofMany));
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
    types.put(LinkedHashSet.class, set("linked-hash-set", KeyTable.LINKED, LinkedHashSet::new));
    types.put(TreeSet.class, TREE_SET);
    CollectionType setOf = set("set-of", KeyTable.IMMUTABLE, Set::copyOf);
    types.put(Set.of().getClass(), setOf);
    types.put(Set.of(0).getClass(), setOf);
    types.put(
        Collections.emptySet().getClass(),
        new CollectionType("empty-set", elements -> none(elements, Collections.emptySet())));
    types.put(
        Collections.singleton(0).getClass(),
        new CollectionType("singleton", elements -> Collections.singleton(only(elements))));
    types.put(
        Collections.unmodifiableSet(new HashSet<>()).getClass(),
        set(
            "unmodifiable-set",
            KeyTable.LINKED,
            elements -> Collections.unmodifiableSet(new LinkedHashSet<>(elements))));
  }

  private static void putMaps(Map<Class<?>, ValueType> types) {
    types.put(LinkedHashMap.class, MAP);
    types.put(HashMap.class, new MapType("hash-map", LIST, KeyTable.HASHED, HashMap::new));
    types.put(TreeMap.class, TREE_MAP);
    MapType mapOf = new MapType("map-of", LIST, KeyTable.IMMUTABLE, Map::copyOf);
    types.put(Map.of().getClass(), mapOf);
    types.put(Map.of(0, 0).getClass(), mapOf);
    types.put(
        Collections.emptyMap().getClass(),
        new MapType(
            "empty-map",
            LIST,
            KeyTable.LINKED,
            entries -> none(entries.keySet(), Collections.emptyMap())));
    types.put(
        Collections.singletonMap(0, 0).getClass(),
        new MapType("singleton-map", LIST, KeyTable.LINKED, Containers::singletonMap));
    types.put(
        Collections.unmodifiableMap(new HashMap<>()).getClass(),
        new MapType("unmodifiable-map", LIST, KeyTable.LINKED, Collections::unmodifiableMap));
  }

  private static CollectionType set(
      String name,
      KeyTable table,
      Function<List<@Nullable Object>, Collection<@Nullable Object>> maker) {
    return new CollectionType(name, table, maker::apply);
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
