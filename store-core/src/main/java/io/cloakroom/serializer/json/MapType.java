package io.cloakroom.serializer.json;

import io.cloakroom.serializer.CanonicalOrder;
import io.cloakroom.serializer.KeyTable;
import io.cloakroom.serializer.UnstorableValueException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A map, in its order, or if it has none, in a canonical one: as a JSON object if its keys can be
 * members' names, else as an array of pairs of key and value, which JavaScript's own Map takes.
 */
final class MapType extends ValueType {

  /** Makes the map of its entries, which are in a map of their order. */
  @FunctionalInterface
  interface ObjectConstructor {
    Map<@Nullable Object, @Nullable Object> make(Map<@Nullable Object, @Nullable Object> entries)
        throws TagMismatchException;
  }

  /** Under which the tags of the keys stand, and those of the values, as if each were a list. */
  private static final String KEYS = "k";

  private static final String VALUES = "v";

  private final ValueType list;
  private final KeyTable table;
  private final ObjectConstructor maker;

  /**
   * @param table how the map keeps its keys
   */
  MapType(String name, ValueType list, KeyTable table, ObjectConstructor maker) {
    super(name);
    this.list = list;
    this.table = table;
    this.maker = maker;
  }

  @Override
  boolean isPlain(Object value) {
    return this == Containers.MAP;
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
  boolean fits(Object plain) {
    return plain instanceof List || plain instanceof Map;
  }

  @Override
  @Nullable TypeTag write(Object value, @Nullable Shape shape, ValueWriter out) throws IOException {
    Map<?, ?> map = (Map<?, ?>) value;
    if (map instanceof SortedMap<?, ?> sorted && sorted.comparator() != null) {
      throw new UnstorableValueException(
          "a sorted map with a comparator, which JSON can't restore: store a LinkedHashMap");
    }
    Map.Entry<?, ?>[] entries = map.entrySet().toArray(new Map.Entry<?, ?>[0]);
    boolean inOrder = table.keepsOrder() || CanonicalOrder.sortByKey(entries);
    if (hasMemberNames(map)) {
      return writeObject(entries, shape, out);
    }
    // read into a LinkedHashMap first
    (table == KeyTable.NONE ? KeyTable.LINKED : table).check(map.keySet());
    return writePairs(entries, inOrder, shape, out);
  }

  private @Nullable TypeTag writeObject(
      Map.Entry<?, ?>[] entries, @Nullable Shape shape, ValueWriter out) throws IOException {
    TagCollector tags = new TagCollector();
    out.startObject();
    for (Map.Entry<?, ?> entry : entries) {
      JsonText.writeName((String) entry.getKey(), out.json());
      tags.add(entry.getValue(), writeValue(entry.getValue(), shape, out));
    }
    out.endObject();
    return tags.tag(this, Arrays.stream(entries).map(Map.Entry::getKey).iterator());
  }

  private static @Nullable TypeTag writeKey(
      @Nullable Object key, @Nullable Shape shape, ValueWriter out) throws IOException {
    try {
      return out.write(key, Shape.firstOf(shape));
    } catch (UnstorableValueException e) {
      throw e.within("{key}");
    }
  }

  static @Nullable TypeTag writeValue(
      @Nullable Object value, @Nullable Shape shape, ValueWriter out) throws IOException {
    try {
      return out.write(value, Shape.secondOf(shape));
    } catch (UnstorableValueException e) {
      throw e.within("{value}");
    }
  }

  private @Nullable TypeTag writePairs(
      Map.Entry<?, ?>[] entries, boolean inOrder, @Nullable Shape shape, ValueWriter out)
      throws IOException {
    TagCollector keys = new TagCollector();
    TagCollector values = new TagCollector();
    out.startArray();
    WrittenElements written = new WrittenElements(out);
    for (Map.Entry<?, ?> entry : entries) {
      out.startArray();
      TypeTag keyTag = writeKey(entry.getKey(), shape, out);
      TypeTag valueTag = writeValue(entry.getValue(), shape, out);
      out.endArray();
      written.add(entry.getKey(), keyTag, entry.getValue(), valueTag);
    }
    for (WrittenElements.Element pair : inOrder ? written.asWritten() : written.sorted()) {
      keys.add(pair.key(), pair.keyTag());
      values.add(pair.value(), pair.valueTag());
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
      throws TagMismatchException {
    Map<@Nullable Object, @Nullable Object> entries =
        plain instanceof List<?> pairs
            ? readPairs(pairs, tag, shape, in)
            : readObject((Map<?, ?>) plain, tag, shape, in);
    if (table == KeyTable.IMMUTABLE && !table.fits(entries.keySet())) {
      throw new TagMismatchException();
    }
    return maker.make(entries);
  }

  private static Map<@Nullable Object, @Nullable Object> readObject(
      Map<?, ?> members, @Nullable TypeTag tag, @Nullable Shape shape, ValueReader in)
      throws TagMismatchException {
    Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>(2 * members.size());
    for (Map.Entry<?, ?> member : members.entrySet()) {
      String key = (String) member.getKey();
      TypeTag valueTag = tag == null ? null : tag.of(key);
      entries.put(key, in.readWithin(member.getValue(), valueTag, Shape.secondOf(shape)));
    }
    return entries;
  }

  private static Map<@Nullable Object, @Nullable Object> readPairs(
      List<?> pairs, @Nullable TypeTag tag, @Nullable Shape shape, ValueReader in)
      throws TagMismatchException {
    TypeTag keyTags = tag == null ? null : tag.of(KEYS);
    TypeTag valueTags = tag == null ? null : tag.of(VALUES);
    List<@Nullable Object> keys = new ArrayList<>(pairs.size());
    List<@Nullable Object> values = new ArrayList<>(pairs.size());
    for (int i = 0; i < pairs.size(); i++) {
      List<?> pair = (List<?>) pairs.get(i);
      if (pair.size() != 2) {
        throw new TagMismatchException();
      }
      keys.add(
          in.readWithin(pair.get(0), keyTags == null ? null : keyTags.of(i), Shape.firstOf(shape)));
      values.add(
          in.readWithin(
              pair.get(1), valueTags == null ? null : valueTags.of(i), Shape.secondOf(shape)));
    }
    if (!KeyTable.LINKED.fits(keys)) {
      throw new TagMismatchException();
    }
    Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>(2 * keys.size());
    for (int i = 0; i < keys.size(); i++) {
      entries.put(keys.get(i), values.get(i));
    }
    return entries;
  }
}
