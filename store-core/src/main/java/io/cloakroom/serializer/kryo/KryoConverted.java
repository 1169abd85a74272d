package io.cloakroom.serializer.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.cloakroom.serializer.Conversion;
import io.cloakroom.serializer.UnstorableValueException;

/** Objects that are stored as values of another type. */
final class KryoConverted<T> extends Serializer<T> {

  private final Conversion<T> conversion;

  KryoConverted(Conversion<T> conversion) {
    this.conversion = conversion;
  }

  @Override
  public void write(Kryo kryo, Output output, T object) {
    try {
      kryo.writeClassAndObject(output, conversion.store(object));
    } catch (UnstorableValueException e) {
      throw kryo.getDepth() > 1 ? e.nested() : e;
    }
  }

  @Override
  public T read(Kryo kryo, Input input, Class<? extends T> type) {
    return conversion.restored().apply(kryo.readClassAndObject(input));
  }
}
