package io.cloakroom.serializer;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A Java type that JSON can restore: its tag, and its values as JSON and back. */
abstract class ValueType {

  private final String name;
  private final TypeTag tag;

  ValueType(String name) {
    this.name = name;
    this.tag = new TypeTag(this, null, null);
  }

  /** The type's name in the record. */
  final String name() {
    return name;
  }

  /** The tag of a value that has nothing to say of the values within it. */
  final TypeTag tag() {
    return tag;
  }

  /** Whether it is the one type of a class. */
  boolean isOf(Class<?> javaClass) {
    return false;
  }

  /** Whether the value's JSON, without a tag, reads as this very value. */
  boolean isPlain(Object value) {
    return false;
  }

  /**
   * Writes a value.
   *
   * @param shape what the declaration of a field says of the values within, if there is one
   * @return the tags of the values within; null if none needs any
   */
  abstract @Nullable TypeTag write(Object value, @Nullable Shape shape, ValueWriter out)
      throws IOException;

  /**
   * Makes a value of the plain value that its JSON reads as, which is left unchanged.
   *
   * @param tag the tags of the values within; null if there are none
   * @param shape as it was written with
   * @throws Misfit if the plain value can't be this type's; so does any unchecked exception say
   */
  abstract Object read(Object plain, @Nullable TypeTag tag, @Nullable Shape shape, ValueReader in)
      throws Misfit;
}
