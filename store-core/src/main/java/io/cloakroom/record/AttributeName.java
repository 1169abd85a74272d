package io.cloakroom.record;

/** The name of an attribute as messages show it. A record may hold any text as a name. */
final class AttributeName {

  private static final int LONGEST = 100;

  private AttributeName() {}

  /** Returns the name in quotation marks, without control characters, and cut if it is long. */
  static String quoted(String name) {
    String shown = name.length() <= LONGEST ? name : name.substring(0, LONGEST) + "…";
    return '"' + shown.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", "?") + '"';
  }
}
