package io.cloakroom.serializer.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.cloakroom.serializer.KeyTable;
import io.cloakroom.serializer.UnrestorableValueException;
import io.cloakroom.serializer.UnstorableValueException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Containers and arrays: the number of elements, then each element; of a map, keys and values
 * alternate.
 */
final class KryoElements<T> extends Serializer<T> {

  private final Function<T, @Nullable Object[]> elements;
  private final Factory<T> factory;
  private final Hashed hashed;
  private final KeyTable table;

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
      Function<T, @Nullable Object[]> elements, Factory<T> factory, Hashed hashed, KeyTable table) {
    this.elements = elements;
    this.factory = factory;
    this.hashed = hashed;
    this.table = table;
  }

  /** A collection that exists before its elements, so that they may refer to it. */
  static <T extends Collection<@Nullable Object>> KryoElements<T> growing(
      Supplier<T> empty, Hashed hashed, KeyTable table) {
    return new KryoElements<>(
        Collection::toArray,
        (kryo, reader, input, type) -> {
          T collection = empty.get();
          kryo.reference(collection);
          for (Object element : reader.readAll(kryo, input)) {
            if (!collection.add(element)) {
              throw new IllegalArgumentException("An element twice in a set");
            }
          }
          return collection;
        },
        hashed,
        table);
  }

  /** A map that exists before its entries, so that they may refer to it. */
  static <T extends Map<@Nullable Object, @Nullable Object>> KryoElements<T> growingMap(
      Supplier<T> empty, KeyTable table) {
    return new KryoElements<>(
        KryoElements::flattened,
        (kryo, reader, input, type) -> {
          T map = empty.get();
          kryo.reference(map);
          @Nullable Object[] flattened = reader.readAll(kryo, input);
          for (int i = 0; i < flattened.length; i += 2) {
            map.put(flattened[i], flattened[i + 1]);
          }
          if (2 * map.size() != flattened.length) {
            throw new IllegalArgumentException("A key twice in a map");
          }
          return map;
        },
        Hashed.EVERY_SECOND,
        table);
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
        Hashed.NONE,
        KeyTable.NONE);
  }

  /** Returns a serializer of what is made of all its elements at once. */
  static <T> KryoElements<T> whole(
      Function<T, @Nullable Object[]> elements,
      Function<@Nullable Object[], T> whole,
      Hashed hashed,
      KeyTable table) {
    return new KryoElements<>(
        elements,
        (kryo, reader, input, type) -> whole.apply(reader.readAll(kryo, input)),
        hashed,
        table);
  }

  /** Returns the keys and values of a map, alternating. */
  static @Nullable Object[] flattened(Map<?, ?> map) {
    List<@Nullable Object> flat = new ArrayList<>(2 * map.size());
    map.forEach(
        (key, value) -> {
          flat.add(key);
          flat.add(value);
        });
    return flat.toArray();
  }

  /** Returns the opposite of {@link #flattened}, in the same order. */
  static Map<@Nullable Object, @Nullable Object> entriesOf(@Nullable Object[] flattened) {
    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < flattened.length; i += 2) {
      map.put(flattened[i], flattened[i + 1]);
    }
    if (2 * map.size() != flattened.length) {
      throw new IllegalArgumentException("A key twice in a map");
    }
    return map;
  }

  @Override
  public void write(Kryo kryo, Output output, T object) {
    @Nullable Object[] all = elements.apply(object);
    checkKeys(kryo, all);
    if (!table.keepsOrder()) {
      KryoOrder order = new KryoOrder(kryo);
      all =
          hashed == Hashed.EVERY_SECOND
              ? order.sortedEntries(object, all)
              : order.sorted(object, all);
    }
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

  private void checkKeys(Kryo kryo, @Nullable Object[] all) {
    try {
      table.check(keys(all));
    } catch (UnstorableValueException e) {
      throw kryo.getDepth() > 1 ? e.nested() : e;
    }
  }

  /** Returns all elements, before any of them is put into a table. */
  private @Nullable Object[] readAll(Kryo kryo, KryoInput input) {
    @Nullable Object[] all = new @Nullable Object[input.readCount()];
    for (int i = 0; i < all.length; i++) {
      all[i] = readOne(kryo, input, i);
    }
    if (!table.fits(keys(all))) {
      throw new UnrestorableValueException(null, "it has too many keys of the same hash code");
    }
    return all;
  }

  private List<@Nullable Object> keys(@Nullable Object[] all) {
    if (hashed != Hashed.EVERY_SECOND) {
      return Arrays.asList(all);
    }
    List<@Nullable Object> keys = new ArrayList<>(all.length / 2);
    for (int i = 0; i < all.length; i += 2) {
      keys.add(all[i]);
    }
    return keys;
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
