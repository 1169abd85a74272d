package io.cloakroom.serializer.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.ReferenceResolver;
import com.esotericsoftware.kryo.util.IdentityObjectIntMap;
import io.cloakroom.serializer.PlainCopies;
import io.cloakroom.serializer.UnstorableValueException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which objects of a record were met before, and what it costs to walk through them.
 *
 * <p>A hash of nested collections visits a shared part once per way to it, so that a hundred nested
 * sets of two elements can keep a processor busy for ever. Therefore an object's size is counted
 * with all that its references lead to, and what is put into sets and maps is charged against a
 * budget that grows with the record, when written as when read: what was written can be read.
 */
final class KryoReferences implements ReferenceResolver {

  /** What any record may cost: some ten milliseconds. */
  private static final long BASE = 1_000_000;

  /** What each byte may cost: more than a charge at each depth that is allowed. */
  private static final long PER_BYTE = 1_000;

  private static final long MOST = 100_000_000;
  private static final long SATURATED = 1L << 30;

  private static final class Met {
    final boolean late;
    @Nullable Object object;
    boolean complete;
    long size;
    long openReferences;

    Met(boolean late) {
      this.late = late;
    }
  }

  /** A point in the walk through a record. */
  record Mark(long size, long openReferences) {}

  /** All that is known at a point of writing. */
  record Snapshot(int met, long referredSize, long openReferences, long charged) {}

  private final Set<Class<?>> untracked;
  private final Set<Class<?>> late;
  private final IdentityObjectIntMap<Object> written = new IdentityObjectIntMap<>();
  private final List<Met> met = new ArrayList<>();
  private final IdentityHashMap<Object, @Nullable Object[]> orders = new IdentityHashMap<>();
  private long referredSize;
  private long openReferences;
  private long charged;

  /**
   * @param untracked classes whose values have no identity that matters
   * @param late classes whose values exist only once all that they hold has been read
   */
  KryoReferences(Set<Class<?>> untracked, Set<Class<?>> late) {
    this.untracked = untracked;
    this.late = late;
  }

  @Override
  public void setKryo(Kryo kryo) {}

  @Override
  public boolean useReferences(@SuppressWarnings("rawtypes") Class type) {
    return !Enum.class.isAssignableFrom(type) && !untracked.contains(type);
  }

  @Override
  public int getWrittenId(Object object) {
    int id = written.get(object, -1);
    if (id != -1) {
      Met target = met.get(id);
      if (target.late && !target.complete) {
        throw new UnstorableValueException(
                "a "
                    + object.getClass().getName()
                    + " that holds itself, which only beans, arrays and mutable collections may")
            .nested();
      }
      refer(target);
    }
    return id;
  }

  @Override
  public int addWrittenObject(Object object) {
    int id = add(object.getClass());
    met.get(id).object = object;
    written.put(object, id);
    return id;
  }

  @Override
  public int nextReadId(@SuppressWarnings("rawtypes") Class type) {
    return add(type);
  }

  @Override
  public void setReadObject(int id, Object object) {
    met.get(id).object = object;
  }

  @Override
  public Object getReadObject(@SuppressWarnings("rawtypes") Class type, int id) {
    Met target = met.get(id);
    Object object = target.object;
    if (object == null) {
      throw new KryoException("A reference to what is not read yet");
    }
    refer(target);
    return object;
  }

  @Override
  public void reset() {
    written.clear(2048);
    met.clear();
    orders.clear();
    referredSize = 0;
    openReferences = 0;
    charged = 0;
  }

  Snapshot snapshot() {
    return new Snapshot(met.size(), referredSize, openReferences, charged);
  }

  /** Forgets what was written since. */
  void restore(Snapshot before) {
    for (int id = met.size() - 1; id >= before.met(); id--) {
      written.remove(Objects.requireNonNull(met.remove(id).object), -1);
    }
    referredSize = before.referredSize();
    openReferences = before.openReferences();
    charged = before.charged();
  }

  /** Returns the order that was found for a container's elements; null before. */
  @Nullable Object @Nullable [] orderOf(Object container) {
    return orders.get(container);
  }

  /** Notes the order of a container's elements, which is costly to find. */
  void ordered(Object container, @Nullable Object[] elements) {
    orders.put(container, elements);
  }

  /** Returns the id of the object that Kryo has just begun with. */
  int newest() {
    return met.size() - 1;
  }

  Mark mark(long position) {
    return new Mark(position + referredSize, openReferences);
  }

  /** Notes that an object has been written or read as a whole. */
  void complete(int id, Mark before, long position) {
    Met object = met.get(id);
    object.complete = true;
    object.size = position + referredSize - before.size();
    object.openReferences = openReferences - before.openReferences();
  }

  /** Charges what went by since the mark as something that is hashed or compared. */
  void charge(Mark before, long position) {
    long now = position + referredSize;
    long open = openReferences - before.openReferences();
    charged = Math.min(SATURATED, charged + (now - before.size()) + saturatedProduct(open, now));
    if (charged > Math.min(MOST, BASE + PER_BYTE * position)) {
      throw new UnstorableValueException(
              "sets or maps whose elements share too much with each other to be hashed in time:"
                  + " use lists, or simpler elements")
          .nested();
    }
  }

  private int add(Class<?> type) {
    met.add(new Met(late.contains(type) || PlainCopies.isEntry(type)));
    return newest();
  }

  private void refer(Met target) {
    if (target.complete) {
      referredSize = Math.min(SATURATED, referredSize + target.size);
      openReferences = Math.min(SATURATED, openReferences + target.openReferences);
    } else {
      openReferences = Math.min(SATURATED, openReferences + 1);
    }
  }

  private static long saturatedProduct(long a, long b) {
    return Math.min(SATURATED, a) * Math.min(SATURATED, b);
  }
}
