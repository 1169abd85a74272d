package io.cloakroom.redis;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
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

  /** How many bits of a hash one of the characters before leaves behind with each that follows. */
  private static final int BITS = 10;

  private static final long LAST_BLOCK = (1L << (BITS * BLOCK)) - 1;

  private final String text;
  private final IntPredicate compared;
  private final StringBuilder characters = new StringBuilder();
  private final int[] positions;

  /**
   * Hashes of all blocks, so that most secrets need no closer look: a command may have thousands.
   */
  private final long[] hashes;

  private final BitSet blocks = new BitSet();

  private final int mostOfHash;

  private SharedText(String text, IntPredicate compared) {
    this.text = text;
    this.compared = compared;
    positions = new int[text.length()];
    for (int i = 0; i < text.length(); i++) {
      if (compared.test(text.charAt(i))) {
        positions[characters.length()] = i;
        characters.append(text.charAt(i));
      }
    }
    mostOfHash = Integer.highestOneBit(characters.length() + 1) * 16 - 1;
    hashes = new long[characters.length()];
    long hash = 0;
    for (int i = 0; i < hashes.length; i++) {
      hash = next(hash, characters.charAt(i));
      hashes[i] = hash;
      blocks.set(bit(hash));
    }
    Arrays.sort(hashes);
  }

  /** Returns a text with "…" in the place of each secret, and of each part of one. */
  static String hidden(String text, Collection<String> secrets) {
    String clean = text;
    SharedText ofAscii = new SharedText(clean, SharedText::isOfAscii);
    for (String secret : secrets) {
      String before = clean;
      clean = secret.isEmpty() ? clean : clean.replace(secret, HIDDEN);
      if (!clean.equals(before)) {
        ofAscii = new SharedText(clean, SharedText::isOfAscii);
      }
      String beginning = secret.substring(0, Math.min(secret.length(), MOST_OF_A_SECRET));
      String rest = ofAscii.without(beginning);
      if (beginning.chars().anyMatch(c -> c >= 128)) {
        rest = new SharedText(rest, SharedText::isOfAnyLanguage).without(beginning);
      }
      if (!rest.equals(clean)) {
        clean = rest;
        ofAscii = new SharedText(clean, SharedText::isOfAscii);
      }
    }
    return clean;
  }

  /** Returns the secrets without those of which a text has nothing. */
  static Collection<String> possiblyIn(String text, Collection<String> secrets) {
    SharedText ofAscii = new SharedText(text, SharedText::isOfAscii);
    return secrets.stream()
        .filter(
            secret ->
                secret.length() < 2 * LEAST
                    || !secret.chars().allMatch(c -> c < 128)
                    || ofAscii.mayHaveABlockOf(secret)
                    || text.contains(secret))
        .toList();
  }

  private static boolean isOfAscii(int character) {
    return character < 128 && Character.isLetterOrDigit(character);
  }

  private static boolean isOfAnyLanguage(int character) {
    return Character.isLetterOrDigit(character) || Character.isSurrogate((char) character);
  }

  /** A hash of the characters of the last block. */
  private static long next(long hash, char character) {
    return ((hash << BITS) ^ character) & LAST_BLOCK;
  }

  private int bit(long hash) {
    return (int) (hash ^ (hash >>> 17) ^ (hash >>> 34)) & mostOfHash;
  }

  private boolean mayHaveABlockOf(String secret) {
    long hash = 0;
    int seen = 0;
    for (int i = 0; i < secret.length(); i++) {
      char character = secret.charAt(i);
      if (compared.test(character)) {
        hash = next(hash, character);
        seen++;
        if (seen >= BLOCK && blocks.get(bit(hash)) && Arrays.binarySearch(hashes, hash) >= 0) {
          return true;
        }
      }
    }
    return false;
  }

  private String without(String secret) {
    if (characters.length() < LEAST || !mayHaveABlockOf(secret)) {
      return text;
    }
    String wanted = new SharedText(secret, compared).characters.toString();
    StringBuilder clean = new StringBuilder();
    int copied = 0;
    int at = 0;
    while (at + LEAST <= characters.length()) {
      int block = (at + BLOCK - 1) / BLOCK * BLOCK;
      if (!wanted.contains(characters.substring(block, block + BLOCK))) {
        at = block + 1;
        continue;
      }
      int end = endOfParts(at, wanted);
      if (end > at) {
        clean.append(text, copied, positions[at]).append(HIDDEN);
        copied = positions[end - 1] + 1;
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
