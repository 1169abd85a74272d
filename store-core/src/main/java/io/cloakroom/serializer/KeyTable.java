package io.cloakroom.serializer;

import java.util.Collection;

/** How a container keeps its elements, or a map its keys. */
public enum KeyTable {
  /** One after the other, or sorted: their order is a part of the value, none is hashed. */
  NONE,
  /** In a hash table that keeps an order besides, as {@code LinkedHashMap} does. */
  LINKED,
  /** In a hash table, as {@code HashMap} and {@code ConcurrentHashMap} do. */
  HASHED,
  /** In the table of {@code Set.of} and {@code Map.of}. */
  IMMUTABLE,
  /** In the table of {@code Hashtable}, which does not sort keys of one place. */
  CHAINED,
  /** In an array that is searched for each, as {@code CopyOnWriteArraySet} does. */
  SEARCHED;

  /** Returns whether the order of iteration is a part of the value. */
  public boolean keepsOrder() {
    return this == NONE || this == LINKED || this == SEARCHED;
  }

  /** Returns whether keys can be put in in time proportional to their number. */
  public boolean fits(Collection<?> keys) {
    return switch (this) {
      case NONE -> true;
      case LINKED, HASHED -> HashedKeys.fitHashMap(keys);
      case IMMUTABLE -> HashedKeys.fitImmutableTable(keys);
      case CHAINED -> HashedKeys.fitChains(keys);
      case SEARCHED -> keys.size() <= HashedKeys.MOST_SEARCHED;
    };
  }

  /**
   * Checks keys that are to be stored.
   *
   * @throws UnstorableValueException if reading them would take too long
   */
  public void check(Collection<?> keys) {
    if (!fits(keys)) {
      throw new UnstorableValueException(
          this == SEARCHED
              ? "a CopyOnWriteArraySet of more than %s elements: store a LinkedHashSet"
                  .formatted(HashedKeys.MOST_SEARCHED)
              : "a collection with many keys that have the same hash code: store a List, or spread"
                  + " the hash codes");
    }
  }
}
