package io.cloakroom.serializer;

import io.cloakroom.record.AttributeSerializer;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import io.cloakroom.serializer.kryo.KryoSessionSerializer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Values whose iteration, hash codes or identity differ from JVM to JVM. */
final class CanonicalValues {

  enum Color {
    RED,
    GREEN,
    BLUE
  }

  record Point(Object x, Object y) {}

  /** Has the identity's hash code, and equals nothing but itself. */
  static final class Item {
    private final String name;
    private final int amount;

    Item(String name, int amount) {
      this.name = name;
      this.amount = amount;
    }

    String name() {
      return name;
    }

    int amount() {
      return amount;
    }
  }

  /** Refers to others like itself, and to the set that holds it. */
  static final class Node {
    String name = "";
    Collection<Node> neighbours = new ArrayList<>();
    Object home = "";

    Node() {}

    Node(String name) {
      this.name = name;
    }
  }

  private CanonicalValues() {}

  static Map<String, AttributeSerializer> serializers() {
    Class<?>[] classes = {Color.class, Point.class, Item.class, Node.class};
    KryoSessionSerializer.Builder kryo = KryoSessionSerializer.builder();
    Arrays.stream(classes).forEach(kryo::allow);
    Map<String, AttributeSerializer> serializers = new LinkedHashMap<>();
    serializers.put("json", JsonSessionSerializer.builder().allow(classes).build());
    serializers.put("kryo", kryo.build());
    return serializers;
  }

  /** Each time other objects, put into their containers in another order. */
  static Map<String, Object> values() {
    Map<String, Supplier<Object>> values = new LinkedHashMap<>();
    values.put("strings", () -> set(List.of("b", "a", "c", "d", "e")));
    values.put("set of strings", () -> Set.copyOf(set(List.of("b", "a", "c", "d"))));
    values.put("enums", () -> set(List.of(Color.values())));
    values.put("records", () -> set(List.of(point(3), point(1), point(2))));
    values.put("items", () -> set(items()));
    values.put("set of items", () -> Set.copyOf(items()));
    values.put("arrays", () -> set(List.of(new int[] {2}, new int[] {1}, new int[] {1, 2})));
    values.put("objects", () -> set(List.of(1, 1L, "1", 1.0, 1f, (short) 1, '1', true)));
    values.put("NaN", () -> set(List.of(Double.NaN, -0.0, 0.0, Float.NaN)));
    values.put("decimals", () -> set(List.of(new BigDecimal("1.0"), new BigDecimal("1.00"))));
    values.put("times", () -> set(List.of(Instant.EPOCH, ZoneId.of("UTC"), Locale.ROOT)));
    values.put("ids", () -> set(List.of(new UUID(2, 1), new UUID(1, 2), new UUID(-1, 0))));
    values.put("null", () -> set(Arrays.asList("b", null, "a")));
    values.put("sets", () -> set(List.of(set(items()), Set.of("x", "y"), set(List.of(point(1))))));
    values.put("sets of sets", () -> set(List.of(Set.of(Set.of(1, 2), Set.of(3)), Set.of())));
    values.put("lists of sets", () -> new ArrayList<>(List.of(set(items()), Set.of(1, 2, 3))));
    values.put("map", () -> map(List.of("b", "a", "c"), new HashMap<>()));
    values.put("map by items", () -> map(items(), new HashMap<>()));
    values.put("map by equal items", CanonicalValues::byEqualItems);
    values.put("map by arrays", () -> map(List.of(new int[] {1}, new int[] {2}), new HashMap<>()));
    values.put("map by sets", () -> map(List.of(Set.of(1, 2), set(items())), new HashMap<>()));
    values.put("map of", () -> Map.copyOf(map(items(), new HashMap<>())));
    values.put("concurrent map", () -> map(items(), new ConcurrentHashMap<>()));
    values.put("map in record", () -> new Point(map(items(), new HashMap<>()), set(items())));
    values.put("optional", () -> Optional.of(set(items())));
    values.put("unmodifiable", () -> Collections.unmodifiableSet(new HashSet<>(Set.of(1, 2, 3))));
    values.put("enum set", () -> EnumSet.allOf(Color.class));
    values.put("enum map", () -> new EnumMap<>(Map.of(Color.RED, set(items()), Color.BLUE, 1)));
    values.put("shared", CanonicalValues::shared);
    Map<String, Object> all = new LinkedHashMap<>();
    values.forEach((name, value) -> all.put(name, value.get()));
    return all;
  }

  /** Through Kryo alone. */
  static Object cycle() {
    Set<Node> set = new HashSet<>();
    List<Node> nodes = new ArrayList<>(List.of(new Node("a"), new Node("b"), new Node("c")));
    nodes.get(0).neighbours.add(nodes.get(1));
    nodes.get(1).neighbours.add(nodes.get(0));
    nodes.get(2).neighbours.add(nodes.get(0));
    nodes.forEach(node -> node.home = set);
    Collections.shuffle(nodes);
    set.addAll(nodes);
    return set;
  }

  private static Object shared() {
    Item item = new Item("shared", 1);
    return new ArrayList<>(List.of(item, set(List.of(item, new Item("other", 2))), item));
  }

  private static Object byEqualItems() {
    List<Item> equal = List.of(new Item("a", 1), new Item("a", 1), new Item("a", 1));
    Map<Object, Object> map = new HashMap<>();
    for (int i = 0; i < equal.size(); i++) {
      map.put(equal.get(i), Set.of(i, "value"));
    }
    return map;
  }

  private static Point point(int x) {
    return new Point(x, Set.of(x, "y"));
  }

  private static List<Item> items() {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      items.add(new Item("item " + i, 100 - i));
    }
    return items;
  }

  private static Set<Object> set(List<?> elements) {
    List<Object> shuffled = new ArrayList<>(elements);
    Collections.shuffle(shuffled);
    return new HashSet<>(shuffled);
  }

  private static Map<Object, Object> map(List<?> keys, Map<Object, Object> empty) {
    List<Object> shuffled = new ArrayList<>(keys);
    Collections.shuffle(shuffled);
    shuffled.forEach(
        key ->
            empty.put(
                Objects.requireNonNull(key), key instanceof Item item ? item.amount() : "value"));
    return empty;
  }
}
