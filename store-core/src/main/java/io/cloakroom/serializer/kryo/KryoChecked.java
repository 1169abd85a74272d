package io.cloakroom.serializer.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.cloakroom.serializer.AccessOrder;
import io.cloakroom.serializer.KeyTable;
import io.cloakroom.serializer.UnstorableValueException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collections in their usual order. Another order, such as a comparator's, is refused. */
final class KryoChecked<T> extends Serializer<T> {

  private final Serializer<T> serializer;
  private final Consumer<T> check;

  private KryoChecked(Serializer<T> serializer, Consumer<T> check) {
    this.serializer = serializer;
    this.check = check;
  }

  static Serializer<?> treeSet() {
    return new KryoChecked<>(
        KryoElements.<SortedSet<@Nullable Object>>growing(
            TreeSet::new, KryoElements.Hashed.ALL, KeyTable.NONE),
        set -> requireNatural(TreeSet.class, set.comparator()));
  }

  static Serializer<?> treeMap() {
    return new KryoChecked<>(
        KryoElements.<SortedMap<@Nullable Object, @Nullable Object>>growingMap(
            TreeMap::new, KeyTable.NONE),
        map -> requireNatural(TreeMap.class, map.comparator()));
  }

  static Serializer<?> linkedHashMap() {
    return new KryoChecked<>(
        KryoElements.<Map<@Nullable Object, @Nullable Object>>growingMap(
            LinkedHashMap::new, KeyTable.LINKED),
        map -> {
          if (map instanceof LinkedHashMap<?, ?> linked) {
            AccessOrder.refuse(linked);
          }
        });
  }

  private static void requireNatural(Class<?> sorted, @Nullable Comparator<?> comparator) {
    if (comparator != null) {
      throw new UnstorableValueException(
          "a "
              + sorted.getName()
              + " with a comparator, which can't be restored: let its elements be Comparable");
    }
  }

  @Override
  public void write(Kryo kryo, Output output, T collection) {
    try {
      check.accept(collection);
    } catch (UnstorableValueException e) {
      throw kryo.getDepth() > 1 ? e.nested() : e;
    }
    serializer.write(kryo, output, collection);
  }

  @Override
  public T read(Kryo kryo, Input input, Class<? extends T> type) {
    return serializer.read(kryo, input, type);
  }
}
