package io.cloakroom.async;

import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers the last so many different things that it was given. */
public final class RecentlySeen<T> {

  private final Map<T, Boolean> seen;

  public RecentlySeen(int capacity) {
    this.seen =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<T, Boolean> eldest) {
            return size() > capacity;
          }
        };
  }

  /** Returns whether a thing is remembered. */
  public synchronized boolean contains(T thing) {
    return seen.containsKey(thing);
  }

  /** Remembers a thing; tells whether it was not remembered before. */
  public synchronized boolean add(T thing) {
    return seen.put(thing, true) == null;
  }
}
