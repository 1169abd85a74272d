package io.cloakroom.async;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Remembers at least the last so many different things that it was given, and at most twice as
 * many: those given since it last forgot, and those given in the turn before.
 */
public final class RecentlySeen<T> {

  private final int capacity;
  private Turn<T> current = new Turn<>();
  private Turn<T> earlier = new Turn<>();

  /**
   * @param capacity how many things are remembered at least, from 1
   */
  public RecentlySeen(int capacity) {
    this.capacity = capacity;
  }

  /** Returns whether a thing is remembered. */
  public synchronized boolean contains(T thing) {
    return current.has(thing) || earlier.has(thing);
  }

  /** Remembers a thing; tells whether it was not remembered before. */
  public synchronized boolean add(T thing) {
    if (current.has(thing)) {
      return false;
    }
    boolean isNew = !earlier.has(thing);
    current.add(thing);
    if (current.things.size() == capacity) {
      Turn<T> forgotten = earlier;
      earlier = current;
      current = forgotten;
      current.clear();
    }
    return isNew;
  }

  /**
   * Things in the order in which they came, and a table with 16 bits of the hash of each. A walk
   * asks it of each key, nearly all of which are new; the table tells so, and is small enough for a
   * processor's cache. Where it does not, the things themselves are looked at, the last ones first,
   * since what is given again is mostly given again soon.
   */
  private static final class Turn<T> {

    private static final int FIRST_CELLS = 64;
    private static final int CELLS_OF_ONE = 3;

    private final List<T> things = new ArrayList<>();
    private char[] marks = new char[FIRST_CELLS];

    boolean has(T thing) {
      return marks[cell(spread(thing))] != 0 && things.lastIndexOf(thing) >= 0;
    }

    void add(T thing) {
      things.add(thing);
      if (things.size() * CELLS_OF_ONE > marks.length) {
        marks = new char[2 * marks.length];
        things.forEach(this::mark);
      } else {
        mark(thing);
      }
    }

    private void mark(T thing) {
      int hash = spread(thing);
      marks[cell(hash)] = markOf(hash);
    }

    /** Returns the cell where the mark of a hash stands, or the empty one that it would have. */
    private int cell(int hash) {
      int mask = marks.length - 1; // their number is a power of two
      char mark = markOf(hash);
      int cell = hash >>> Short.SIZE & mask;
      while (marks[cell] != 0 && marks[cell] != mark) {
        cell = cell + 1 & mask;
      }
      return cell;
    }

    /** Returns the half of a hash that does not choose the cell; never zero, which is no mark. */
    private static char markOf(int hash) {
      return (char) (hash | 1);
    }

    private static int spread(Object thing) {
      return thing.hashCode() * 0x9E3779B9; // the golden ratio's bits, as Fibonacci hashing has it
    }

    void clear() {
      things.clear();
      Arrays.fill(marks, (char) 0);
    }
  }
}
