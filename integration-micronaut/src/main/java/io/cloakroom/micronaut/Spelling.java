package io.cloakroom.micronaut;

/** Tells a slip from a name of its own. */
final class Spelling {

  /** How many letters a word has for each that may be wrong. */
  private static final int LETTERS_PER_SLIP = 3;

  private Spelling() {}

  /**
   * Returns whether a name is a word with a few letters wrong, left out or added. A number at its
   * end is no slip: {@code secret2} may name a second secret.
   */
  static boolean isSlip(String name, String word) {
    int slips = distance(name.replaceAll("[0-9]+$", ""), word);
    return slips > 0 && slips <= Math.min(2, word.length() / LETTERS_PER_SLIP);
  }

  /** The Levenshtein distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
