package io.cloakroom.serializer;

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
  @Nullable TypeTag write(Object value, @Nullable Shape shape, ValueWriter out) throws IOException {
    out.json().writeString(((Enum<?>) value).name());
    return null;
  }

  @Override
  Object read(Object plain, @Nullable TypeTag tag, @Nullable Shape shape, ValueReader in) {
    return constant(javaClass, (String) plain);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the class is an enum's, which no type can say
  static Enum<?> constant(Class<?> javaClass, String name) {
    return Enum.valueOf((Class) javaClass, name);
  }
}
