package io.cloakroom.serializer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A collection as a JSON array of its elements, in its order. */
final class CollectionType extends ValueType {

  /** Makes the collection of its elements. */
  @FunctionalInterface
  interface Maker {
    Collection<@Nullable Object> make(List<@Nullable Object> elements) throws Misfit;
  }

  private final Maker maker;
  private final UnaryOperator<Collection<?>> order;

  CollectionType(String name, Maker maker) {
    this(name, maker, UnaryOperator.identity());
  }

  /**
   * Another order than the collection's own.
   *
   * @param order gives its elements in the order in which to write them
   */
  CollectionType(String name, Maker maker, UnaryOperator<Collection<?>> order) {
    super(name);
    this.maker = maker;
    this.order = order;
  }

  @Override
  boolean isPlain(Object value) {
    return value.getClass() == ArrayList.class;
  }

  @Override
  @Nullable TypeTag write(Object value, @Nullable Shape shape, ValueWriter out) throws IOException {
    Shape element = Shape.firstOf(shape);
    if (value instanceof Set<?> set) {
      Limits.checkKeys(set);
    }
    if (value instanceof SortedSet<?> sorted && sorted.comparator() != null) {
      throw new UnstorableValue(
          "a sorted set with a comparator, which JSON can't restore: store a LinkedHashSet");
    }
    TagCollector tags = new TagCollector();
    int index = 0;
    out.startArray();
    for (Object each : order.apply((Collection<?>) value)) {
      try {
        tags.add(each, out.write(each, element));
      } catch (UnstorableValue e) {
        throw e.within("[" + index + "]");
      }
      index++;
    }
    out.endArray();
    return tags.tag(this);
  }

  @Override
  Object read(Object plain, @Nullable TypeTag tag, @Nullable Shape shape, ValueReader in)
      throws Misfit {
    List<?> plainElements = (List<?>) plain;
    Shape element = Shape.firstOf(shape);
    List<@Nullable Object> elements = new ArrayList<>(plainElements.size());
    for (int i = 0; i < plainElements.size(); i++) {
      elements.add(in.readWithin(plainElements.get(i), tag == null ? null : tag.of(i), element));
    }
    return maker.make(elements);
  }
}
