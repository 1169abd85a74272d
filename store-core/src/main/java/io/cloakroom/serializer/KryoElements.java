package io.cloakroom.serializer;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whatever is made of elements: their number and then each of them, a map's keys and values by
 * turns.
 */
final class KryoElements<T> extends Serializer<T> {

  private final Function<T, @Nullable Object[]> elements;
  private final Factory<T> factory;
  private final Hashed hashed;

  /** Which of the elements are hashed or compared when they are put in. */
  enum Hashed {
    NONE,
    ALL,
    EVERY_SECOND;

    boolean at(int index) {
      return this == ALL || (this == EVERY_SECOND && index % 2 == 0);
    }
  }

  private interface Factory<T> {
    T read(Kryo kryo, KryoElements<T> reader, KryoInput input, Class<? extends T> type);
  }

  private KryoElements(
      Function<T, @Nullable Object[]> elements, Factory<T> factory, Hashed hashed) {
    this.elements = elements;
    this.factory = factory;
    this.hashed = hashed;
  }

  /** A collection that exists before its elements, so that they may refer to it. */
  static <T extends Collection<@Nullable Object>> KryoElements<T> growing(
      Supplier<T> empty, Hashed hashed) {
    return new KryoElements<>(
        Collection::toArray,
        (kryo, reader, input, type) -> {
          T collection = empty.get();
          kryo.reference(collection);
          int count = input.readCount();
          for (int i = 0; i < count; i++) {
            if (!collection.add(reader.readOne(kryo, input, i))) {
              throw new IllegalArgumentException("An element twice in a set");
            }
          }
          return collection;
        },
        hashed);
  }

  /** A map that exists before its entries, so that they may refer to it. */
  static <T extends Map<@Nullable Object, @Nullable Object>> KryoElements<T> growingMap(
      Supplier<T> empty) {
    return new KryoElements<>(
        KryoElements::flattened,
        (kryo, reader, input, type) -> {
          T map = empty.get();
          kryo.reference(map);
          int count = input.readCount();
          for (int i = 0; i < count; i += 2) {
            Object key = reader.readOne(kryo, input, i);
            int size = map.size();
            map.put(key, reader.readOne(kryo, input, i + 1));
            if (map.size() == size) {
              throw new IllegalArgumentException("A key twice in a map");
            }
          }
          return map;
        },
        Hashed.EVERY_SECOND);
  }

  /** An array of objects, which its elements may refer to. */
  static KryoElements<@Nullable Object[]> array() {
    return new KryoElements<>(
        array -> array,
        (kryo, reader, input, type) -> {
          int count = input.readCount();
          @Nullable Object[] array =
              (@Nullable Object[]) Array.newInstance(type.getComponentType(), count);
          kryo.reference(array);
          for (int i = 0; i < count; i++) {
            array[i] = reader.readOne(kryo, input, i);
          }
          return array;
        },
        Hashed.NONE);
  }

  /** What is made of all its elements at once. */
  static <T> KryoElements<T> whole(
      Function<T, @Nullable Object[]> elements,
      Function<@Nullable Object[], T> whole,
      Hashed hashed) {
    return new KryoElements<>(
        elements,
        (kryo, reader, input, type) -> {
          int count = input.readCount();
          @Nullable Object[] read = new @Nullable Object[count];
          for (int i = 0; i < count; i++) {
            read[i] = reader.readOne(kryo, input, i);
          }
          return whole.apply(read);
        },
        hashed);
  }

  /** The keys and values of a map by turns. */
  static @Nullable Object[] flattened(Map<?, ?> map) {
    List<@Nullable Object> flat = new ArrayList<>(2 * map.size());
    map.forEach(
        (key, value) -> {
          flat.add(key);
          flat.add(value);
        });
    return flat.toArray();
  }

  @Override
  public void write(Kryo kryo, Output output, T object) {
    @Nullable Object[] all = elements.apply(object);
    KryoReferences references = (KryoReferences) kryo.getReferenceResolver();
    output.writeVarInt(all.length, true);
    for (int i = 0; i < all.length; i++) {
      if (hashed.at(i)) {
        KryoReferences.Mark before = references.mark(output.total());
        kryo.writeClassAndObject(output, all[i]);
        references.charge(before, output.total());
      } else {
        kryo.writeClassAndObject(output, all[i]);
      }
    }
  }

  @Override
  public T read(Kryo kryo, Input input, Class<? extends T> type) {
    return factory.read(kryo, this, (KryoInput) input, type);
  }

  private @Nullable Object readOne(Kryo kryo, KryoInput input, int index) {
    if (!hashed.at(index)) {
      return kryo.readClassAndObject(input);
    }
    KryoReferences references = (KryoReferences) kryo.getReferenceResolver();
    KryoReferences.Mark before = references.mark(input.total());
    Object element = kryo.readClassAndObject(input);
    references.charge(before, input.total());
    return element;
  }
}
