package io.cloakroom.serializer.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.cloakroom.serializer.UnrestorableValueException;
import org.jspecify.annotations.Nullable;

/** Enum constants by name: Kryo's own are by number, and change when one is added before them. */
final class KryoEnum<E extends Enum<E>> extends Serializer<E> {

  private final Class<E> type;

  @SuppressWarnings("unchecked")
  KryoEnum(Class<?> type) {
    this.type = (Class<E>) type;
  }

  /** Reads which enum it is that a set or map is of. */
  static Class<?> readClass(Kryo kryo, Input input) {
    Registration named = kryo.readClass(input);
    if (named == null || !named.getType().isEnum()) {
      throw new KryoException("Constants of what is no enum");
    }
    return named.getType();
  }

  @Override
  public void write(Kryo kryo, Output output, E constant) {
    output.writeString(constant.name());
  }

  @Override
  public E read(Kryo kryo, Input input, Class<? extends E> ignored) {
    return constant(type, input.readString());
  }

  /** Returns the constant of a name, which another release may have given to the enum. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // the class is an enum's, which no type can say
  static <T extends Enum<T>> T constant(Class<?> enumClass, @Nullable String name) {
    try {
      return (T) Enum.valueOf((Class) enumClass, name);
    } catch (RuntimeException | LinkageError e) {
      throw e instanceof IllegalArgumentException
          ? UnrestorableValueException.ofConstant(enumClass)
          : UnrestorableValueException.of(enumClass, e);
    }
  }
}
