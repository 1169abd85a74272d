package io.cloakroom.redis;

import java.util.function.IntPredicate;

/**
 * Finds in a text what it repeats of a secret, in whatever form: in part, escaped, quoted or cut
 * off. Only letters and digits are compared: those of ASCII, because they stay what they are where
 * a server, a proxy or a client writes an argument in its own way; and then those of all languages,
 * because a text may be cut off and otherwise unchanged.
 */
final class SharedText {

  static final String HIDDEN = "…";

  /** How many letters and digits in a row are a part of the secret, and no accident. */
  private static final int LEAST = 12;

  /** Each part has a whole block in it: so many letters and digits from a multiple of as many. */
  private static final int BLOCK = LEAST / 2;

  /** What is repeated of a value is repeated from its beginning. */
  private static final int MOST_OF_A_SECRET = 4_096;

  private final StringBuilder characters = new StringBuilder();
  private final int[] positions;

  private SharedText(String text, IntPredicate compared) {
    positions = new int[text.length()];
    for (int i = 0; i < text.length(); i++) {
      if (compared.test(text.charAt(i))) {
        positions[characters.length()] = i;
        characters.append(text.charAt(i));
      }
    }
  }

  /** Returns the text with "…" in the place of each part that it shares with the secret. */
  static String hidden(String text, String secret) {
    String beginning = secret.substring(0, Math.min(secret.length(), MOST_OF_A_SECRET));
    String clean = hidden(text, beginning, SharedText::isOfAscii);
    return beginning.chars().allMatch(c -> c < 128)
        ? clean
        : hidden(clean, beginning, SharedText::isOfAnyLanguage);
  }

  private static boolean isOfAscii(int character) {
    return character < 128 && Character.isLetterOrDigit(character);
  }

  private static boolean isOfAnyLanguage(int character) {
    return Character.isLetterOrDigit(character) || Character.isSurrogate((char) character);
  }

  private static String hidden(String text, String secret, IntPredicate compared) {
    SharedText of = new SharedText(text, compared);
    String wanted = new SharedText(secret, compared).characters.toString();
    StringBuilder clean = new StringBuilder();
    int copied = 0;
    int at = 0;
    while (at + LEAST <= of.characters.length()) {
      int block = (at + BLOCK - 1) / BLOCK * BLOCK;
      if (!wanted.contains(of.characters.substring(block, block + BLOCK))) {
        at = block + 1;
        continue;
      }
      int end = of.endOfParts(at, wanted);
      if (end > at) {
        clean.append(text, copied, of.positions[at]).append(HIDDEN);
        copied = of.positions[end - 1] + 1;
      }
      at = Math.max(end, at + 1);
    }
    return copied == 0 ? text : clean.append(text, copied, text.length()).toString();
  }

  /** Returns where the parts of the secret end that begin here and overlap; here, if none does. */
  private int endOfParts(int start, String secret) {
    int next = start;
    while (next + LEAST <= characters.length()
        && secret.contains(characters.substring(next, next + LEAST))) {
      next++;
    }
    return next == start ? start : next - 1 + LEAST;
  }
}
