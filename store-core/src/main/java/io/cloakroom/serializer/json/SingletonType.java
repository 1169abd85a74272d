package io.cloakroom.serializer.json;

import io.cloakroom.serializer.UnrestorableValueException;
import io.cloakroom.serializer.UnstorableValueException;
import io.cloakroom.serializer.model.SingletonModel;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The one object of a class, by its simple name. */
final class SingletonType extends ValueType {

  private final SingletonModel model;

  SingletonType(SingletonModel model) {
    super(model.javaClass().getName());
    this.model = model;
  }

  @Override
  boolean fits(Object plain) {
    return plain instanceof String;
  }

  @Override
  @Nullable Class<?> own() {
    return model.javaClass();
  }

  @Override
  @Nullable TypeTag write(Object value, @Nullable Shape shape, ValueWriter out) throws IOException {
    if (!isInstance(value)) {
      throw new UnstorableValueException(
          "a second "
              + model.javaClass().getTypeName()
              + ", of which there should be one object: store that");
    }
    JsonText.writeString(model.javaClass().getSimpleName(), out.json());
    return null;
  }

  private boolean isInstance(Object value) {
    try {
      return value == model.instance();
    } catch (ReflectiveOperationException e) {
      throw new UnstorableValueException(
          "a %s, whose initializer fails".formatted(model.javaClass().getTypeName()));
    }
  }

  @Override
  Object read(Object plain, @Nullable TypeTag tag, @Nullable Shape shape, ValueReader in)
      throws TagMismatchException {
    if (!plain.equals(model.javaClass().getSimpleName())) {
      throw new TagMismatchException();
    }
    try {
      return model.instance();
    } catch (ReflectiveOperationException e) {
      throw UnrestorableValueException.of(model.javaClass(), e);
    }
  }
}
