package io.cloakroom.tests.saboteurs;

import java.util.Locale;

/**
 * What is broken on purpose: an entry of a table, which is an enum. {@link SaboteurMatrixTest}
 * finds all tables.
 */
public interface Sabotage {

  /** The clause that catches it. */
  String clause();

  /** The kit's class that runs over it; learns of it by {@link SaboteurParameter}. */
  Class<?> kit();

  /** The enum's own. */
  String name();

  /** Its name as words. */
  default String words() {
    return words(name());
  }

  /** The name of an entry as words. */
  static String words(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
