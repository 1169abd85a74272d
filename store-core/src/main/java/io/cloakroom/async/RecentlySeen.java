package io.cloakroom.async;

import org.jspecify.annotations.Nullable;

/**
 * Remembers at least the last so many different things that it was given, and at most twice as
 * many: those given since it last forgot, and those given in the turn before.
 */
public final class RecentlySeen<T> {

  private static final int FIRST_CELLS = 64;

  /** Cells for each thing: most look-ups of what was not seen end at an empty one. */
  private static final int CELLS_OF_ONE = 3;

  private final int capacity;
  private int size;
  private @Nullable Object[] current = new @Nullable Object[FIRST_CELLS];
  private @Nullable Object[] earlier = new @Nullable Object[1];

  /**
   * @param capacity how many things are remembered at least, from 1
   */
  public RecentlySeen(int capacity) {
    this.capacity = capacity;
  }

  /** Returns whether a thing is remembered. */
  public synchronized boolean contains(T thing) {
    return current[cellOf(thing, current)] != null || earlier[cellOf(thing, earlier)] != null;
  }

  /** Remembers a thing; tells whether it was not remembered before. */
  public synchronized boolean add(T thing) {
    int cell = cellOf(thing, current);
    if (current[cell] != null) {
      return false;
    }
    current[cell] = thing;
    size++;
    boolean isNew = earlier[cellOf(thing, earlier)] == null;
    if (size == capacity) {
      earlier = current;
      current = new @Nullable Object[current.length];
      size = 0;
    } else if (size * CELLS_OF_ONE > current.length) {
      grow();
    }
    return isNew;
  }

  private void grow() {
    @Nullable Object[] larger = new @Nullable Object[current.length * 2];
    for (Object thing : current) {
      if (thing != null) {
        larger[cellOf(thing, larger)] = thing;
      }
    }
    current = larger;
  }

  /** Returns the cell where a thing stands, or the empty one that it would have. */
  private static int cellOf(Object thing, @Nullable Object[] cells) {
    int hash = thing.hashCode();
    int cell = (hash ^ hash >>> 16) & cells.length - 1;
    while (cells[cell] != null && !thing.equals(cells[cell])) {
      cell = cell + 1 & cells.length - 1;
    }
    return cell;
  }
}
