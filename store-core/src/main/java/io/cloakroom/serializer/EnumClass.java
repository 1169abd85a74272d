package io.cloakroom.serializer;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** Finds the enum of an EnumSet or EnumMap, also of an empty one. */
public final class EnumClass {

  private EnumClass() {}

  /** Returns the enum of a set's constants. */
  public static Class<?> of(EnumSet<?> set) {
    EnumSet<?> constants = set.isEmpty() ? EnumSet.complementOf(set) : set;
    if (constants.isEmpty()) {
      throw new UnstorableValueException("an EnumSet of an enum without constants: store null");
    }
    return constants.iterator().next().getDeclaringClass();
  }

  /** Returns the enum of a map's keys. */
  public static Class<?> of(EnumMap<?, ?> map) {
    return map.isEmpty() ? ofEmpty(map) : map.keySet().iterator().next().getDeclaringClass();
  }

  private static Class<?> ofEmpty(EnumMap<?, ?> map) {
    try (SerializedForm form = new SerializedForm()) {
      form.writeObject(map);
      if (form.enumClass != null) {
        return form.enumClass;
      }
    } catch (IOException e) {
      throw new IllegalStateException("Writing to nowhere failed", e);
    }
    throw new UnstorableValueException("an empty EnumMap whose enum is unknown: store null");
  }

  /**
   * An empty EnumMap has no method that returns its enum, but its serialized form, which is
   * specified, has it as a field. The form is discarded.
   */
  private static final class SerializedForm extends ObjectOutputStream {

    private @Nullable Class<?> enumClass;

    SerializedForm() throws IOException {
      super(OutputStream.nullOutputStream());
    }

    @Override
    protected void annotateClass(Class<?> seen) {
      if (seen.isEnum()) {
        enumClass = seen;
      }
    }
  }
}
