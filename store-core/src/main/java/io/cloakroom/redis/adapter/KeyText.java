package io.cloakroom.redis.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Checks keys, and prefixes of keys, before they are sent. */
public final class KeyText {

  private KeyText() {}

  /**
   * Returns a key as UTF-8.
   *
   * @throws IllegalArgumentException as {@link #checked}
   */
  public static byte[] utf8(String key) {
    return checked(key).getBytes(UTF_8);
  }

  /**
   * Returns the key itself.
   *
   * @throws IllegalArgumentException if it holds half of a surrogate pair, which UTF-8 can't
   *     encode: Java sends a question mark instead, which is another key, and in a pattern matches
   *     any character
   */
  public static String checked(String key) {
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (Character.isSurrogate(c)) {
        if (Character.isLowSurrogate(c)
            || i + 1 == key.length()
            || !Character.isLowSurrogate(key.charAt(i + 1))) {
          throw new IllegalArgumentException(
              "A key must be text that UTF-8 can encode, but character %s is half of a pair"
                  .formatted(i));
        }
        i++;
      }
    }
    return key;
  }
}
