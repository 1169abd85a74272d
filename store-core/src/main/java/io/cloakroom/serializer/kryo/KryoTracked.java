package io.cloakroom.serializer.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** Tells {@link KryoReferences} when an object is complete. */
final class KryoTracked<T> extends Serializer<T> {

  private final Serializer<T> serializer;
  private final KryoReferences references;

  KryoTracked(Serializer<T> serializer, KryoReferences references) {
    this.serializer = serializer;
    this.references = references;
  }

  @Override
  public void write(Kryo kryo, Output output, T object) {
    int id = references.newest();
    KryoReferences.Mark before = references.mark(output.total());
    serializer.write(kryo, output, object);
    references.complete(id, before, output.total());
  }

  @Override
  public T read(Kryo kryo, Input input, Class<? extends T> type) {
    int id = references.newest();
    KryoReferences.Mark before = references.mark(input.total());
    T object = serializer.read(kryo, input, type);
    references.complete(id, before, input.total());
    return object;
  }
}
