package io.cloakroom.serializer;

import java.util.Collection;

/**
 * What a record may ask of the reader. The writer keeps the same limits, so that whatever was saved
 * can be read.
 */
final class Limits {

  /** How many arrays and objects of JSON may stand within one another in an attribute. */
  static final int DEPTH = 100;

  /** The most that the whole document may be nested: a type tag is up to two levels per value's. */
  static final int DOCUMENT_DEPTH = 3 + 2 * DEPTH;

  /** Digits in a number, since reading n of them takes time proportional to n². */
  static final int DIGITS = 10_000;

  /** Bytes of a record, which bound everything else, unless the builder says otherwise. */
  static final int RECORD_BYTES = 8 << 20;

  /**
   * Entries of a hashed collection whose keys have no order: keys of one hash then cost time
   * proportional to n².
   */
  static final int UNORDERED_KEYS = 10_000;

  private Limits() {}

  static void checkKeys(Collection<?> keys) {
    if (keys.size() > UNORDERED_KEYS && !areOrdered(keys)) {
      throw new UnstorableValue(
          "a collection with more than "
              + UNORDERED_KEYS
              + " keys that are not Comparable: store a List");
    }
  }

  static void fitKeys(Collection<?> keys) throws Misfit {
    if (keys.size() > UNORDERED_KEYS && !areOrdered(keys)) {
      throw new Misfit();
    }
  }

  private static boolean areOrdered(Collection<?> keys) {
    for (Object key : keys) {
      if (key != null && !(key instanceof Comparable)) {
        return false;
      }
    }
    return true;
  }
}
