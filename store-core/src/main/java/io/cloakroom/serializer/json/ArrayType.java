package io.cloakroom.serializer.json;

import io.cloakroom.serializer.UnstorableValueException;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Java array as a JSON array. */
final class ArrayType extends ValueType {

  private final Class<?> component;
  private final @Nullable Shape element;

  /**
   * @param element what its component type says of every element; null if nothing
   */
  ArrayType(String name, Class<?> component, @Nullable Shape element) {
    super(name);
    this.component = component;
    this.element = element;
  }

  @Override
  boolean fits(Object plain) {
    return plain instanceof List;
  }

  @Override
  @Nullable Class<?> own() {
    return element == null ? null : element.type().own();
  }

  @Override
  @Nullable TypeTag write(Object array, @Nullable Shape shape, ValueWriter out) throws IOException {
    TagCollector tags = new TagCollector();
    int length = Array.getLength(array);
    out.startArray();
    for (int i = 0; i < length; i++) {
      Object value = Array.get(array, i);
      try {
        tags.add(value, out.write(value, element));
      } catch (UnstorableValueException e) {
        throw e.within("[" + i + "]");
      }
    }
    out.endArray();
    return tags.tag(this);
  }

  @Override
  Object read(Object plain, @Nullable TypeTag tag, @Nullable Shape shape, ValueReader in)
      throws TagMismatchException {
    List<?> elements = (List<?>) plain;
    Object array = Array.newInstance(component, elements.size());
    for (int i = 0; i < elements.size(); i++) {
      TypeTag elementTag = tag == null ? null : tag.of(i);
      Array.set(array, i, in.readWithin(elements.get(i), elementTag, element));
    }
    return array;
  }
}
