package io.cloakroom.serializer;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/**
 * Whether keys can be put into a hash table in time proportional to their number. Keys with one
 * hash code are compared with each other, so that n of them may take time proportional to n²: a few
 * megabytes of such keys would keep a processor busy for minutes.
 */
final class HashedKeys {

  /** How many comparisons there may be for each key. */
  private static final int COMPARISONS = 100;

  /** How many elements a set may have that compares each of them with all others. */
  static final int MOST_SEARCHED = 1_000;

  /** Fewer keys can't need more comparisons than that. */
  private static final int FEW = 2 * COMPARISONS;

  /** Classes that {@code HashMap} keeps in a tree where their hash codes are the same. */
  private static final Set<Class<?>> ORDERED =
      Set.of(
          String.class,
          Integer.class,
          Long.class,
          Short.class,
          Byte.class,
          Character.class,
          Float.class,
          Double.class,
          BigInteger.class,
          UUID.class,
          Instant.class);

  private HashedKeys() {}

  /** Returns whether keys fit a {@code HashMap}, or what is made of one. */
  static boolean fitHashMap(Collection<?> keys) {
    if (keys.size() <= FEW || areOrdered(keys)) {
      return true;
    }
    int[] hashes = hashes(keys);
    Arrays.sort(hashes);
    long comparisons = 0;
    int same = 0;
    for (int i = 1; i < hashes.length; i++) {
      same = hashes[i] == hashes[i - 1] ? same + 1 : 0;
      comparisons += same;
    }
    return comparisons <= (long) COMPARISONS * hashes.length;
  }

  /**
   * Returns whether keys fit the table of {@code Set.of} or {@code Map.of}: it has two places for
   * each key, and a key whose place is taken moves to the next free one, past all keys in between.
   * How far all keys move together does not depend on their order.
   */
  static boolean fitImmutableTable(Collection<?> keys) {
    if (keys.size() <= FEW) {
      return true;
    }
    int[] wanting = new int[2 * keys.size()];
    for (int hash : hashes(keys)) {
      wanting[Math.floorMod(hash, wanting.length)]++;
    }
    long moves = 0;
    long waiting = 0;
    for (int i = 0; i < 2 * wanting.length; i++) {
      waiting += i < wanting.length ? wanting[i] : 0;
      if (waiting > 0) {
        waiting--;
      }
      moves += waiting;
    }
    return moves <= (long) COMPARISONS * keys.size();
  }

  /** Returns whether keys fit a {@code Hashtable} that is made of a map of them. */
  static boolean fitChains(Collection<?> keys) {
    if (keys.size() <= FEW) {
      return true;
    }
    int[] chains = new int[2 * keys.size()];
    long comparisons = 0;
    for (int hash : hashes(keys)) {
      comparisons += chains[(hash & Integer.MAX_VALUE) % chains.length]++;
    }
    return comparisons <= (long) COMPARISONS * keys.size();
  }

  private static int[] hashes(Collection<?> keys) {
    int[] hashes = new int[keys.size()];
    int count = 0;
    for (Object key : keys) {
      if (count == hashes.length) {
        break;
      }
      hashes[count++] = key == null ? 0 : key.hashCode();
    }
    return Arrays.copyOf(hashes, count);
  }

  private static boolean areOrdered(Collection<?> keys) {
    Class<?> common = CommonClass.of(keys);
    return common == Void.class || (common != null && ORDERED.contains(common));
  }
}
