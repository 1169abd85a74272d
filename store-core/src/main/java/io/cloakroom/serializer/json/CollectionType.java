package io.cloakroom.serializer.json;

import io.cloakroom.serializer.CanonicalOrder;
import io.cloakroom.serializer.KeyTable;
import io.cloakroom.serializer.UnstorableValueException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A collection as a JSON array of its elements: in its order, or if it has none, in a canonical
 * one.
 */
final class CollectionType extends ValueType {

  /** Makes the collection of its elements. */
  @FunctionalInterface
  interface ObjectConstructor {
    Collection<@Nullable Object> make(List<@Nullable Object> elements) throws TagMismatchException;
  }

  private final ObjectConstructor maker;
  private final KeyTable table;

  CollectionType(String name, ObjectConstructor maker) {
    this(name, KeyTable.NONE, maker);
  }

  /**
   * @param table how the collection keeps its elements
   */
  CollectionType(String name, KeyTable table, ObjectConstructor maker) {
    super(name);
    this.table = table;
    this.maker = maker;
  }

  @Override
  boolean isPlain(Object value) {
    return this == Containers.LIST;
  }

  @Override
  boolean fits(Object plain) {
    return plain instanceof List;
  }

  @Override
  @Nullable TypeTag write(Object value, @Nullable Shape shape, ValueWriter out) throws IOException {
    Shape element = Shape.firstOf(shape);
    Collection<?> collection = (Collection<?>) value;
    table.check(collection);
    if (value instanceof SortedSet<?> sorted && sorted.comparator() != null) {
      throw new UnstorableValueException(
          "a sorted set with a comparator, which JSON can't restore: store a LinkedHashSet");
    }
    @Nullable Object[] elements = collection.toArray();
    boolean inOrder = table.keepsOrder() || CanonicalOrder.sort(elements);
    TagCollector tags = new TagCollector();
    out.startArray();
    WrittenElements written = inOrder ? null : new WrittenElements(out);
    for (int i = 0; i < elements.length; i++) {
      TypeTag tag = writeElement(i, elements[i], element, out);
      if (written == null) {
        tags.add(elements[i], tag);
      } else {
        written.add(elements[i], tag);
      }
    }
    if (written != null) {
      written.sorted().forEach(each -> tags.add(each.key(), each.keyTag()));
    }
    out.endArray();
    return tags.tag(this);
  }

  private static @Nullable TypeTag writeElement(
      int index, @Nullable Object value, @Nullable Shape shape, ValueWriter out)
      throws IOException {
    try {
      return out.write(value, shape);
    } catch (UnstorableValueException e) {
      throw e.within("[" + index + "]");
    }
  }

  @Override
  Object read(Object plain, @Nullable TypeTag tag, @Nullable Shape shape, ValueReader in)
      throws TagMismatchException {
    List<?> plainElements = (List<?>) plain;
    Shape element = Shape.firstOf(shape);
    List<@Nullable Object> elements = new ArrayList<>(plainElements.size());
    for (int i = 0; i < plainElements.size(); i++) {
      elements.add(in.readWithin(plainElements.get(i), tag == null ? null : tag.of(i), element));
    }
    if (!table.fits(elements)) {
      throw new TagMismatchException();
    }
    return maker.make(elements);
  }
}
