package io.cloakroom.serializer.json;

import org.jspecify.annotations.Nullable;

/**
 * What a declaration says of a value: {@code List<Item>} is a list whose elements are items. A
 * value that is as declared needs no tag.
 *
 * @param first the declared type argument: of the elements, or of a map's keys
 * @param second of a map's values
 */
record Shape(ValueType type, @Nullable Shape first, @Nullable Shape second) {

  static @Nullable Shape firstOf(@Nullable Shape shape) {
    return shape == null ? null : shape.first;
  }

  static @Nullable Shape secondOf(@Nullable Shape shape) {
    return shape == null ? null : shape.second;
  }
}
