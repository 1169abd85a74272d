package io.cloakroom.serializer;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.EnumMap;
import org.jspecify.annotations.Nullable;

/**
 * The enum of an EnumMap without entries. The map itself tells it to nobody, but its serialized
 * form, which is specified, has it as a field; it is only looked at as it goes by.
 */
final class EmptyEnumMap extends ObjectOutputStream {

  private @Nullable Class<?> enumClass;

  private EmptyEnumMap() throws IOException {
    super(OutputStream.nullOutputStream());
  }

  static Class<?> enumOf(EnumMap<?, ?> empty) {
    try (EmptyEnumMap out = new EmptyEnumMap()) {
      out.writeObject(empty);
      if (out.enumClass != null) {
        return out.enumClass;
      }
    } catch (IOException e) {
      throw new IllegalStateException("Writing to nowhere failed", e);
    }
    throw new UnstorableValue("an empty EnumMap whose enum is unknown: store null");
  }

  @Override
  protected void annotateClass(Class<?> seen) {
    if (seen.isEnum()) {
      enumClass = seen;
    }
  }
}
