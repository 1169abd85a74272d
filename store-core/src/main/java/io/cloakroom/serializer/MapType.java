package io.cloakroom.serializer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A map, in its order: as a JSON object if its keys can be members' names, else as an array of
 * pairs of key and value, which JavaScript's own Map takes.
 */
final class MapType extends ValueType {

  /** Makes the map of its entries, which are in a map of their order. */
  @FunctionalInterface
  interface Maker {
    Map<@Nullable Object, @Nullable Object> make(Map<@Nullable Object, @Nullable Object> entries)
        throws Misfit;
  }

  /** Under which the tags of the keys stand, and those of the values, as if each were a list. */
  private static final String KEYS = "k";

  private static final String VALUES = "v";

  private final ValueType list;
  private final Maker maker;
  private final UnaryOperator<Map<?, ?>> order;

  MapType(String name, ValueType list, Maker maker) {
    this(name, list, maker, UnaryOperator.identity());
  }

  /**
   * Another order than the map's own.
   *
   * @param order gives its entries in the order in which to write them
   */
  MapType(String name, ValueType list, Maker maker, UnaryOperator<Map<?, ?>> order) {
    super(name);
    this.order = order;
    this.list = list;
    this.maker = maker;
  }

  @Override
  boolean isPlain(Object value) {
    return value.getClass() == LinkedHashMap.class;
  }

  private static boolean hasMemberNames(Map<?, ?> map) {
    for (Object key : map.keySet()) {
      if (!(key instanceof String name && JsonText.isWellFormed(name))) {
        return false;
      }
    }
    return true;
  }

  @Override
  @Nullable TypeTag write(Object value, @Nullable Shape shape, ValueWriter out) throws IOException {
    Map<?, ?> map = order.apply((Map<?, ?>) value);
    if (map instanceof SortedMap<?, ?> sorted && sorted.comparator() != null) {
      throw new UnstorableValue(
          "a sorted map with a comparator, which JSON can't restore: store a LinkedHashMap");
    }
    return hasMemberNames(map) ? writeObject(map, shape, out) : writePairs(map, shape, out);
  }

  private @Nullable TypeTag writeObject(Map<?, ?> map, @Nullable Shape shape, ValueWriter out)
      throws IOException {
    TagCollector tags = new TagCollector();
    out.startObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.json().writeFieldName((String) entry.getKey());
      tags.add(entry.getValue(), writeValue(entry.getValue(), shape, out));
    }
    out.endObject();
    return tags.tag(this, map.keySet());
  }

  static @Nullable TypeTag writeValue(
      @Nullable Object value, @Nullable Shape shape, ValueWriter out) throws IOException {
    try {
      return out.write(value, Shape.secondOf(shape));
    } catch (UnstorableValue e) {
      throw e.within("{value}");
    }
  }

  private @Nullable TypeTag writePairs(Map<?, ?> map, @Nullable Shape shape, ValueWriter out)
      throws IOException {
    Limits.checkKeys(map.keySet());
    TagCollector keys = new TagCollector();
    TagCollector values = new TagCollector();
    out.startArray();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.startArray();
      try {
        keys.add(entry.getKey(), out.write(entry.getKey(), Shape.firstOf(shape)));
      } catch (UnstorableValue e) {
        throw e.within("{key}");
      }
      values.add(entry.getValue(), writeValue(entry.getValue(), shape, out));
      out.endArray();
    }
    out.endArray();
    Map<String, TypeTag> columns = new LinkedHashMap<>();
    put(columns, KEYS, keys.tag(list));
    put(columns, VALUES, values.tag(list));
    if (columns.isEmpty()) {
      // an array reads as a list, unless a declaration says that it is a map
      return shape == null ? tag() : null;
    }
    return new TypeTag(this, null, columns);
  }

  private static void put(Map<String, TypeTag> columns, String key, @Nullable TypeTag tag) {
    if (tag != null) {
      columns.put(key, tag);
    }
  }

  @Override
  Object read(Object plain, @Nullable TypeTag tag, @Nullable Shape shape, ValueReader in)
      throws Misfit {
    return plain instanceof List<?> pairs
        ? maker.make(readPairs(pairs, tag, shape, in))
        : maker.make(readObject((Map<?, ?>) plain, tag, shape, in));
  }

  private static Map<@Nullable Object, @Nullable Object> readObject(
      Map<?, ?> members, @Nullable TypeTag tag, @Nullable Shape shape, ValueReader in)
      throws Misfit {
    Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>(2 * members.size());
    for (Map.Entry<?, ?> member : members.entrySet()) {
      String key = (String) member.getKey();
      TypeTag valueTag = tag == null ? null : tag.of(key);
      entries.put(key, in.readWithin(member.getValue(), valueTag, Shape.secondOf(shape)));
    }
    return entries;
  }

  private static Map<@Nullable Object, @Nullable Object> readPairs(
      List<?> pairs, @Nullable TypeTag tag, @Nullable Shape shape, ValueReader in) throws Misfit {
    TypeTag keyTags = tag == null ? null : tag.of(KEYS);
    TypeTag valueTags = tag == null ? null : tag.of(VALUES);
    List<@Nullable Object> keys = new ArrayList<>(pairs.size());
    List<@Nullable Object> values = new ArrayList<>(pairs.size());
    for (int i = 0; i < pairs.size(); i++) {
      List<?> pair = (List<?>) pairs.get(i);
      if (pair.size() != 2) {
        throw new Misfit();
      }
      keys.add(
          in.readWithin(pair.get(0), keyTags == null ? null : keyTags.of(i), Shape.firstOf(shape)));
      values.add(
          in.readWithin(
              pair.get(1), valueTags == null ? null : valueTags.of(i), Shape.secondOf(shape)));
    }
    Limits.fitKeys(keys);
    Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>(2 * keys.size());
    for (int i = 0; i < keys.size(); i++) {
      entries.put(keys.get(i), values.get(i));
    }
    return entries;
  }
}
