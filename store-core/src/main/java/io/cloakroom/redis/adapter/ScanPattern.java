package io.cloakroom.redis.adapter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Writes patterns for {@code SCAN … MATCH}. */
public final class ScanPattern {

  private ScanPattern() {}

  /**
   * Returns the same for a prefix as the server has it, which need not be UTF-8.
   *
   * @see #startingWith(String)
   */
  public static byte[] startingWith(byte[] prefix) {
    return startingWith(new String(prefix, ISO_8859_1)).getBytes(ISO_8859_1);
  }

  /**
   * Returns the pattern that matches exactly the keys that begin with a prefix. Characters that
   * mean something in a pattern ({@code * ? [ ] ^ -} and the backslash) are escaped, so that in the
   * prefix they match themselves only.
   *
   * @throws IllegalArgumentException as {@link KeyText#checked}
   * @see <a href="https://redis.io/docs/latest/commands/keys/">The glob style of Redis</a>
   */
  public static String startingWith(String prefix) {
    KeyText.checked(prefix);
    StringBuilder pattern = new StringBuilder(prefix.length() + 8);
    for (int i = 0; i < prefix.length(); i++) {
      char c = prefix.charAt(i);
      if ("*?[]^-\\".indexOf(c) >= 0) {
        pattern.append('\\');
      }
      pattern.append(c);
    }
    return pattern.append('*').toString();
  }
}
