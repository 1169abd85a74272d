package io.cloakroom.serializer.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A type whose values are one string, number or boolean of JSON. */
final class ScalarType<T> extends ValueType {

  @FunctionalInterface
  interface Writer<T> {
    void write(T value, JsonGenerator out) throws IOException;
  }

  @FunctionalInterface
  interface Reader<T> {
    T read(Object plain) throws TagMismatchException;
  }

  private final Class<T> javaType;
  private final Writer<T> writer;
  private final Reader<T> reader;
  private final Predicate<T> plain;

  ScalarType(
      String name, Class<T> javaType, Writer<T> writer, Reader<T> reader, Predicate<T> plain) {
    super(name);
    this.javaType = javaType;
    this.writer = writer;
    this.reader = reader;
    this.plain = plain;
  }

  /** Returns the class of its values; some have private subclasses. */
  Class<T> javaType() {
    return javaType;
  }

  @Override
  boolean isOf(Class<?> other) {
    return javaType == other;
  }

  @Override
  boolean isPlain(Object value) {
    return plain.test(javaType.cast(value));
  }

  @Override
  boolean fits(Object plain) {
    return true;
  }

  @Override
  @Nullable TypeTag write(Object value, @Nullable Shape shape, ValueWriter out) throws IOException {
    writer.write(javaType.cast(value), out.json());
    return null;
  }

  @Override
  Object read(Object plainValue, @Nullable TypeTag tag, @Nullable Shape shape, ValueReader in)
      throws TagMismatchException {
    return reader.read(plainValue);
  }
}
