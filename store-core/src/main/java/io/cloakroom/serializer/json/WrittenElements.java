package io.cloakroom.serializer.json;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The elements of one JSON array, from the place where the first of them is to be written. They are
 * written in any order, and then put into the order of their bytes where they stand; those of equal
 * bytes into that of their tags. So a record depends on the elements alone.
 */
final class WrittenElements {

  /**
   * An element, or the key and the value of an entry, as written.
   *
   * @param from where its bytes begin
   * @param to where they end
   */
  record Element(
      int from,
      int to,
      @Nullable Object key,
      @Nullable TypeTag keyTag,
      @Nullable Object value,
      @Nullable TypeTag valueTag) {

    private String tags() {
      return (keyTag == null ? "" : TypeTagJson.write(keyTag))
          + ' '
          + (valueTag == null ? "" : TypeTagJson.write(valueTag));
    }
  }

  private final ValueWriter out;
  private final int start;
  private final List<Element> elements = new ArrayList<>();

  WrittenElements(ValueWriter out) throws IOException {
    this.out = out;
    this.start = out.position();
  }

  /** Notes that an element has just been written. */
  void add(@Nullable Object element, @Nullable TypeTag tag) throws IOException {
    add(element, tag, null, null);
  }

  /** Notes that an entry has just been written. */
  void add(
      @Nullable Object key,
      @Nullable TypeTag keyTag,
      @Nullable Object value,
      @Nullable TypeTag valueTag)
      throws IOException {
    // a comma stands before every element but the first
    int from = elements.isEmpty() ? start : elements.get(elements.size() - 1).to() + 1;
    elements.add(new Element(from, out.position(), key, keyTag, value, valueTag));
  }

  /** Returns the elements in the order in which they were written. */
  List<Element> asWritten() {
    return elements;
  }

  /** Puts the bytes into their order, and returns the elements in it. */
  List<Element> sorted() {
    List<Element> sorted = new ArrayList<>(elements);
    sorted.sort(
        (a, b) -> {
          int order = out.bytes().compare(a.from(), a.to(), b.from(), b.to());
          return order != 0 ? order : a.tags().compareTo(b.tags());
        });
    out.bytes().arrange(start, sorted);
    return sorted;
  }
}
