package io.cloakroom.async;

import org.jspecify.annotations.Nullable;

/**
 * Remembers at least the last so many different things that it was given, and at most twice as
 * many: those given since it last forgot, and those given in the turn before.
 */
public final class RecentlySeen<T> {

  private static final int FIRST_CELLS = 64;

  private final int capacity;
  private Table current = new Table(FIRST_CELLS);
  private Table earlier = new Table(1);

  /**
   * @param capacity how many things are remembered at least, from 1
   */
  public RecentlySeen(int capacity) {
    this.capacity = capacity;
  }

  /** Returns whether a thing is remembered. */
  public synchronized boolean contains(T thing) {
    int hash = hash(thing);
    return current.has(current.cell(thing, hash)) || earlier.has(earlier.cell(thing, hash));
  }

  /** Remembers a thing; tells whether it was not remembered before. */
  public synchronized boolean add(T thing) {
    int hash = hash(thing);
    int cell = current.cell(thing, hash);
    if (current.has(cell)) {
      return false;
    }
    current.put(cell, thing, hash);
    boolean isNew = !earlier.has(earlier.cell(thing, hash));
    if (current.size == capacity) {
      earlier = current;
      current = new Table(earlier.hashes.length);
    } else if (current.isCrowded()) {
      current = current.larger();
    }
    return isNew;
  }

  /** Never zero, which stands for an empty cell. */
  private static int hash(Object thing) {
    int hash = thing.hashCode();
    return hash == 0 ? 1 : hash;
  }

  /**
   * Things by their hashes, the hashes apart: to find out that a thing is not there, hardly any
   * other has to be looked at, each of which would have to come from memory.
   */
  private static final class Table {

    private static final int CELLS_OF_ONE = 3;

    private final int[] hashes;
    private final @Nullable Object[] things;
    private int size;

    /**
     * @param cells a power of two
     */
    Table(int cells) {
      hashes = new int[cells];
      things = new @Nullable Object[cells];
    }

    /** Returns the cell where a thing stands, or the empty one that it would have. */
    int cell(Object thing, int hash) {
      int cell = (hash ^ hash >>> 16) & hashes.length - 1;
      while (hashes[cell] != 0 && !(hashes[cell] == hash && thing.equals(things[cell]))) {
        cell = cell + 1 & hashes.length - 1;
      }
      return cell;
    }

    boolean has(int cell) {
      return hashes[cell] != 0;
    }

    void put(int cell, @Nullable Object thing, int hash) {
      hashes[cell] = hash;
      things[cell] = thing;
      size++;
    }

    boolean isCrowded() {
      return size * CELLS_OF_ONE > hashes.length;
    }

    Table larger() {
      Table larger = new Table(hashes.length * 2);
      for (int i = 0; i < hashes.length; i++) {
        Object thing = things[i];
        if (thing != null) {
          larger.put(larger.cell(thing, hashes[i]), thing, hashes[i]);
        }
      }
      return larger;
    }
  }
}
