package io.cloakroom.serializer.json;

import io.cloakroom.serializer.UnrestorableValueException;
import org.jspecify.annotations.Nullable;

/**
 * Gives plain values the types that their tags or declarations name.
 *
 * <p>Where a value is of another kind of JSON than its type is written as, or does not fit its type
 * of the JDK, another application has changed it, and it stays plain. Where it is of the right
 * kind, but a class of the application refuses it, it may come from another release of that class:
 * it can't be restored here, and must not be taken for something else.
 */
final class ValueReader {

  /**
   * Returns the value as tagged, or the plain value itself where the tag does not fit it, as after
   * another application changed it.
   */
  @Nullable Object readOrKeep(@Nullable Object plain, @Nullable TypeTag tag) {
    try {
      return read(plain, tag, null);
    } catch (TagMismatchException e) {
      return plain;
    }
  }

  /**
   * Returns the value within a container. Where nothing is declared of it, it may stay plain if it
   * does not fit its tag; where something is, the container can't hold it then.
   */
  @Nullable Object readWithin(@Nullable Object plain, @Nullable TypeTag tag, @Nullable Shape shape)
      throws TagMismatchException {
    return shape == null ? readOrKeep(plain, tag) : read(plain, tag, shape);
  }

  /** Returns the value as tagged, else as declared, else as it is. */
  @Nullable Object read(@Nullable Object plain, @Nullable TypeTag tag, @Nullable Shape shape)
      throws TagMismatchException {
    ValueType type = tag != null ? tag.type() : shape != null ? shape.type() : null;
    if (plain == null || type == null) {
      return plain;
    }
    if (!type.fits(plain)) {
      throw new TagMismatchException();
    }
    try {
      return type.read(plain, tag, shape != null && shape.type() == type ? shape : null, this);
    } catch (TagMismatchException | RuntimeException | LinkageError e) {
      Class<?> own = ownClass(type, tag);
      if (own != null || e instanceof UnrestorableValueException) {
        throw UnrestorableValueException.of(own, e);
      }
      throw new TagMismatchException();
    }
  }

  /** A class of the application that the type or a tag within it names; null if there is none. */
  private static @Nullable Class<?> ownClass(ValueType type, @Nullable TypeTag tag) {
    Class<?> own = type.own();
    if (own != null || tag == null) {
      return own;
    }
    if (tag.each() != null) {
      return ownClass(tag.each().type(), tag.each());
    }
    if (tag.byKey() != null) {
      for (TypeTag within : tag.byKey().values()) {
        own = ownClass(within.type(), within);
        if (own != null) {
          return own;
        }
      }
    }
    return null;
  }
}
