package io.cloakroom.serializer.json;

import io.cloakroom.serializer.UnrestorableValueException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An enum's constants, by name. */
final class EnumType extends ValueType {

  private final Class<?> javaClass;

  EnumType(Class<?> javaClass) {
    this(javaClass.getName(), javaClass);
  }

  /** Another name in the record than the class's. */
  EnumType(String name, Class<?> javaClass) {
    super(name);
    this.javaClass = javaClass;
  }

  Class<?> javaClass() {
    return javaClass;
  }

  @Override
  boolean fits(Object plain) {
    return plain instanceof String;
  }

  @Override
  @Nullable Class<?> own() {
    return javaClass.getClassLoader() == null ? null : javaClass;
  }

  @Override
  @Nullable TypeTag write(Object value, @Nullable Shape shape, ValueWriter out) throws IOException {
    JsonText.writeString(((Enum<?>) value).name(), out.json());
    return null;
  }

  @Override
  Object read(Object plain, @Nullable TypeTag tag, @Nullable Shape shape, ValueReader in)
      throws TagMismatchException {
    return constant((String) plain);
  }

  /** Returns the constant of a name, which another release may have given to the enum. */
  Enum<?> constant(String name) throws TagMismatchException {
    try {
      return valueOf(javaClass, name);
    } catch (IllegalArgumentException e) {
      if (own() == null) {
        throw new TagMismatchException();
      }
      throw UnrestorableValueException.ofConstant(javaClass);
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the class is an enum's, which no type can say
  private static Enum<?> valueOf(Class<?> javaClass, String name) {
    return Enum.valueOf((Class) javaClass, name);
  }
}
