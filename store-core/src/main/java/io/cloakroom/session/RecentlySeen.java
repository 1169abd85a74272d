package io.cloakroom.session;

import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers the last so many different things that it was given. */
final class RecentlySeen<T> {

  private final Map<T, Boolean> seen;

  RecentlySeen(int capacity) {
    this.seen =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<T, Boolean> eldest) {
            return size() > capacity;
          }
        };
  }

  /** Remembers a thing; tells whether it was not remembered before. */
  synchronized boolean add(T thing) {
    return seen.put(thing, true) == null;
  }
}
