package io.cloakroom.serializer.json;

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

  /** Returns the type's name in the record. */
  final String name() {
    return name;
  }

  /** Returns the tag of a value within which no value needs a tag. */
  final TypeTag tag() {
    return tag;
  }

  /** Returns whether it is the one type of a class. */
  boolean isOf(Class<?> javaClass) {
    return false;
  }

  /** Returns whether a plain value is of the kind of JSON that this type is written as. */
  abstract boolean fits(Object plain);

  /**
   * Returns the application's class that this type restores.
   *
   * @return null if it is one of the JDK, whose values look the same in every release
   */
  @Nullable Class<?> own() {
    return null;
  }

  /** Returns whether the value's JSON, without a tag, reads as this very value. */
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
   * Makes a value from the plain value that its JSON is read as, which is not changed.
   *
   * @param tag the tags of the values within; null if there are none
   * @param shape as it was written with
   * @throws TagMismatchException if the plain value can't be of this type; any unchecked exception
   *     means the same
   */
  abstract Object read(Object plain, @Nullable TypeTag tag, @Nullable Shape shape, ValueReader in)
      throws TagMismatchException;
}
