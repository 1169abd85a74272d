package io.cloakroom.async;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Remembers at least the last so many different things that it was given, and at most twice as
 * many: those given since it last forgot, and those given in the turn before. Of things that come
 * together, more are remembered where more come.
 */
public final class RecentlySeen<T> {

  private final int capacity;
  private Turn<T> current = new Turn<>();
  private Turn<T> earlier = new Turn<>();

  /**
   * @param capacity how many things are remembered at least, from 1
   */
  public RecentlySeen(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be at least 1: " + capacity);
    }
    this.capacity = capacity;
  }

  /** Returns whether a thing is remembered. */
  public synchronized boolean contains(T thing) {
    return current.has(thing) || earlier.has(thing);
  }

  /** Remembers a thing; tells whether it was not remembered before. */
  public synchronized boolean add(T thing) {
    boolean isNew = isNew(thing);
    forgetIfFull();
    return isNew;
  }

  /**
   * Remembers things, all of them at least until the next ones have come, however many they are.
   *
   * @return those that were not remembered before
   */
  public synchronized List<T> addAll(List<T> things) {
    List<T> added = new ArrayList<>(things.size());
    for (T thing : things) {
      if (isNew(thing)) {
        added.add(thing);
      }
    }
    forgetIfFull();
    return added;
  }

  private boolean isNew(T thing) {
    return current.add(thing) && !earlier.has(thing);
  }

  private void forgetIfFull() {
    if (current.things.size() >= capacity) {
      Turn<T> forgotten = earlier;
      earlier = current;
      current = forgotten;
      current.clear();
    }
  }

  /**
   * Things in the order in which they came, and an open hash table of where each of them stands. 16
   * bits of each hash lie apart. A walk looks up each of its keys, and nearly all of them are new:
   * then these bits say so, and they are few enough for a processor's cache.
   */
  private static final class Turn<T> {

    private static final int FIRST_CELLS = 64;
    private static final int CELLS_OF_ONE = 3;

    private final List<T> things = new ArrayList<>();
    private char[] marks = new char[FIRST_CELLS];
    private int[] places = new int[FIRST_CELLS];

    boolean has(T thing) {
      return marks[cell(thing)] != 0;
    }

    /** Returns whether it is a new thing. */
    boolean add(T thing) {
      int cell = cell(thing);
      if (marks[cell] != 0) {
        return false;
      }
      put(cell, thing, things.size());
      things.add(thing);
      if (things.size() * CELLS_OF_ONE > marks.length) {
        spread();
      }
      return true;
    }

    private void spread() {
      places = new int[2 * marks.length];
      marks = new char[2 * marks.length];
      for (int place = 0; place < things.size(); place++) {
        T thing = things.get(place);
        put(cell(thing), thing, place);
      }
    }

    private void put(int cell, T thing, int place) {
      marks[cell] = mark(hash(thing));
      places[cell] = place;
    }

    /** Returns the cell of a thing, or the empty one that it would have. */
    private int cell(T thing) {
      int hash = hash(thing);
      char mark = mark(hash);
      int cell = hash >>> (Integer.numberOfLeadingZeros(marks.length) + 1); // the highest bits
      while (marks[cell] != 0 && !(marks[cell] == mark && things.get(places[cell]).equals(thing))) {
        cell = cell + 1 & marks.length - 1;
      }
      return cell;
    }

    /** Returns the lower half of a hash; never zero, which stands for an empty cell. */
    private static char mark(int hash) {
      return (char) (hash | 1);
    }

    /** Spreads the bits by the golden ratio, as Fibonacci hashing does. */
    private static int hash(Object thing) {
      return thing.hashCode() * 0x9E3779B9;
    }

    void clear() {
      things.clear();
      Arrays.fill(marks, (char) 0);
    }
  }
}
