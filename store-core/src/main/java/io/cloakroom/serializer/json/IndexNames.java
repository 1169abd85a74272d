package io.cloakroom.serializer.json;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Attribute names that JavaScript takes for array indexes, such as {@code 42}. In every object they
 * come before all other members, in ascending order, so that in Express's records they stand before
 * the cookie.
 *
 * @see <a href="https://tc39.es/ecma262/#sec-ordinaryownpropertykeys">ECMA-262,
 *     OrdinaryOwnPropertyKeys</a>
 */
final class IndexNames {

  private static final long LARGEST = (1L << 32) - 2;
  private static final int MOST_DIGITS = 10;

  private IndexNames() {}

  /** Returns those among the names, in JavaScript's order. */
  static Set<String> among(Set<String> names) {
    for (String name : names) {
      if (isIndex(name)) {
        return names.stream()
            .filter(IndexNames::isIndex)
            .map(Long::valueOf)
            .sorted()
            .map(index -> Long.toString(index))
            .collect(Collectors.toCollection(LinkedHashSet::new));
      }
    }
    return Set.of();
  }

  private static boolean isIndex(String name) {
    if (name.isEmpty() || name.length() > MOST_DIGITS) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) < '0' || name.charAt(i) > '9') {
        return false;
      }
    }
    return name.length() == 1 || (name.charAt(0) != '0' && Long.parseLong(name) <= LARGEST);
  }
}
