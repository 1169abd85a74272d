package io.cloakroom.serializer.json;

import io.cloakroom.serializer.Conversion;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A type that is stored as a value of another. That value's tag is {@code each} of this tag. */
final class ConvertedType extends ValueType {

  private final Conversion<?> conversion;

  ConvertedType(Conversion<?> conversion) {
    super(conversion.name());
    this.conversion = conversion;
  }

  /** Returns true: only the type of the stored value knows how that is written. */
  @Override
  boolean fits(Object plain) {
    return true;
  }

  @Override
  @Nullable Class<?> own() {
    return conversion.subclasses() ? conversion.type() : null;
  }

  @Override
  @Nullable TypeTag write(Object value, @Nullable Shape shape, ValueWriter out) throws IOException {
    TypeTag stored = out.write(conversion.store(value), null);
    return stored == null ? null : new TypeTag(this, stored, null);
  }

  @Override
  Object read(Object plain, @Nullable TypeTag tag, @Nullable Shape shape, ValueReader in)
      throws TagMismatchException {
    Object stored = in.read(plain, tag == null ? null : tag.each(), null);
    if (stored == null) {
      throw new TagMismatchException();
    }
    return conversion.restored().apply(stored);
  }
}
