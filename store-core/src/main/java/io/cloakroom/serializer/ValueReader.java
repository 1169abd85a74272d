package io.cloakroom.serializer;

import org.jspecify.annotations.Nullable;

/** Gives plain values the types that their tags or declarations name. */
final class ValueReader {

  /**
   * The value as tagged, or the plain value itself where the tag does not fit it, as after another
   * application changed it.
   */
  @Nullable Object readOrKeep(@Nullable Object plain, @Nullable TypeTag tag) {
    try {
      return read(plain, tag, null);
    } catch (Misfit e) {
      return plain;
    }
  }

  /**
   * The value within a container. Where nothing is declared of it, it may stay plain if it does not
   * fit its tag; where something is, the container can't hold it then.
   */
  @Nullable Object readWithin(@Nullable Object plain, @Nullable TypeTag tag, @Nullable Shape shape)
      throws Misfit {
    return shape == null ? readOrKeep(plain, tag) : read(plain, tag, shape);
  }

  /** The value as tagged, else as declared, else as it is. */
  @Nullable Object read(@Nullable Object plain, @Nullable TypeTag tag, @Nullable Shape shape)
      throws Misfit {
    ValueType type = tag != null ? tag.type() : shape != null ? shape.type() : null;
    if (plain == null || type == null) {
      return plain;
    }
    try {
      return type.read(plain, tag, shape != null && shape.type() == type ? shape : null, this);
    } catch (RuntimeException e) {
      throw new Misfit();
    }
  }
}
