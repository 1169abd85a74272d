package io.cloakroom.serializer.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.ObjectMap;
import io.cloakroom.serializer.CanonicalOrder;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the elements of a container that has no order of its own into one that follows from values
 * alone: their natural order, or that of the bytes which each of them would take as the first one.
 * Those bytes are written to be compared, and forgotten.
 */
final class KryoOrder {

  private static final int FIRST_BUFFER = 64;

  private final Kryo kryo;
  private final KryoReferences references;

  KryoOrder(Kryo kryo) {
    this.kryo = kryo;
    this.references = (KryoReferences) kryo.getReferenceResolver();
  }

  /** Returns a container's elements in that order. */
  @Nullable Object[] sorted(Object set, @Nullable Object[] elements) {
    if (CanonicalOrder.sort(elements)) {
      return elements;
    }
    @Nullable Object[] known = references.orderOf(set);
    if (known == null) {
      known =
          Arrays.stream(elements)
              .map(element -> new Trial(element, null))
              .sorted()
              .map(trial -> trial.key)
              .toArray();
      references.ordered(set, known);
    }
    return known;
  }

  /** Returns the keys and values of a map, alternating, in that order. */
  @Nullable Object[] sortedEntries(Object map, @Nullable Object[] flattened) {
    Map.Entry<?, ?>[] entries = new Map.Entry<?, ?>[flattened.length / 2];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = new SimpleImmutableEntry<>(flattened[2 * i], flattened[2 * i + 1]);
    }
    if (CanonicalOrder.sortByKey(entries)) {
      return flattened(Arrays.asList(entries), flattened.length);
    }
    @Nullable Object[] known = references.orderOf(map);
    if (known == null) {
      known =
          flattened(
              Arrays.stream(entries)
                  .map(entry -> new Trial(entry.getKey(), entry.getValue()))
                  .sorted()
                  .map(trial -> new SimpleImmutableEntry<>(trial.key, trial.value))
                  .toList(),
              flattened.length);
      references.ordered(map, known);
    }
    return known;
  }

  private static @Nullable Object[] flattened(
      Iterable<? extends Map.Entry<?, ?>> entries, int length) {
    @Nullable Object[] flattened = new @Nullable Object[length];
    int at = 0;
    for (Map.Entry<?, ?> entry : entries) {
      flattened[at++] = entry.getKey();
      flattened[at++] = entry.getValue();
    }
    return flattened;
  }

  /** An element, or an entry, with the bytes that it is ordered by. */
  private final class Trial implements Comparable<Trial> {

    private final @Nullable Object key;
    private final @Nullable Object value;
    private final byte[] keyBytes;
    private byte @Nullable [] valueBytes;

    Trial(@Nullable Object key, @Nullable Object value) {
      this.key = key;
      this.value = value;
      this.keyBytes = bytesOf(key);
    }

    @Override
    public int compareTo(Trial other) {
      int order = Arrays.compareUnsigned(keyBytes, other.keyBytes);
      return order != 0 || this == other
          ? order
          : Arrays.compareUnsigned(valueBytes(), other.valueBytes());
    }

    private byte[] valueBytes() {
      byte[] known = valueBytes;
      if (known == null) {
        known = bytesOf(value);
        valueBytes = known;
      }
      return known;
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // as Kryo declares it
  private byte[] bytesOf(@Nullable Object element) {
    KryoReferences.Snapshot before = references.snapshot();
    ObjectMap context = kryo.getGraphContext();
    ObjectMap contextBefore = new ObjectMap(context);
    Output output = new Output(FIRST_BUFFER, -1);
    kryo.writeClassAndObject(output, element);
    references.restore(before);
    context.clear();
    context.putAll(contextBefore);
    return output.toBytes();
  }
}
