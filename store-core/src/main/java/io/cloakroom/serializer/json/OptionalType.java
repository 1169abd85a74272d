package io.cloakroom.serializer.json;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An Optional as an array of its value or of nothing, so that null stays something else. */
final class OptionalType extends ValueType {

  OptionalType() {
    super("optional");
  }

  @Override
  boolean fits(Object plain) {
    return plain instanceof List;
  }

  @Override
  @Nullable TypeTag write(Object value, @Nullable Shape shape, ValueWriter out) throws IOException {
    Optional<?> optional = (Optional<?>) value;
    TagCollector tags = new TagCollector();
    out.startArray();
    if (optional.isPresent()) {
      tags.add(optional.get(), out.write(optional.get(), Shape.firstOf(shape)));
    }
    out.endArray();
    return tags.tag(this);
  }

  @Override
  Object read(Object plain, @Nullable TypeTag tag, @Nullable Shape shape, ValueReader in)
      throws TagMismatchException {
    List<?> elements = (List<?>) plain;
    if (elements.size() > 1) {
      throw new TagMismatchException();
    }
    for (Object element : elements) {
      TypeTag elementTag = tag == null ? null : tag.of(0);
      Object value = in.readWithin(element, elementTag, Shape.firstOf(shape));
      if (value == null) {
        throw new TagMismatchException();
      }
      return Optional.of(value);
    }
    return Optional.empty();
  }
}
