package io.cloakroom.serializer;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sorted collections in their elements' natural order: no other could be restored. */
final class KryoSorted<T> extends Serializer<T> {

  private final Serializer<T> serializer;
  private final Function<T, @Nullable Comparator<?>> comparator;

  private KryoSorted(Serializer<T> serializer, Function<T, @Nullable Comparator<?>> comparator) {
    this.serializer = serializer;
    this.comparator = comparator;
  }

  static Serializer<?> set() {
    return new KryoSorted<>(
        KryoElements.<TreeSet<@Nullable Object>>growing(TreeSet::new, KryoElements.Hashed.ALL),
        TreeSet::comparator);
  }

  static Serializer<?> map() {
    return new KryoSorted<>(
        KryoElements.<TreeMap<@Nullable Object, @Nullable Object>>growingMap(TreeMap::new),
        TreeMap::comparator);
  }

  @Override
  public void write(Kryo kryo, Output output, T sorted) {
    if (comparator.apply(sorted) != null) {
      throw new KryoRefusal(
          "holds a "
              + sorted.getClass().getName()
              + " with a comparator, which Kryo may not restore: let its elements be Comparable");
    }
    serializer.write(kryo, output, sorted);
  }

  @Override
  public T read(Kryo kryo, Input input, Class<? extends T> type) {
    return serializer.read(kryo, input, type);
  }
}
