package io.cloakroom.redis;

/** Writes patterns for {@code SCAN … MATCH}. */
public final class ScanPattern {

  private ScanPattern() {}

  /**
   * The pattern that matches exactly the keys that begin with a prefix. Characters that mean
   * something in a pattern ({@code * ? [ ] ^ -} and the backslash) are escaped, so that in the
   * prefix they match themselves only.
   *
   * @see <a href="https://redis.io/docs/latest/commands/keys/">The glob style of Redis</a>
   */
  public static String startingWith(String prefix) {
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
