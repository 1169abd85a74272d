package io.cloakroom.session.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * Ids in keys: {@code A–Z a–z 0–9 - _ . ~ + / =} as they are, each other byte of their UTF-8 as a
 * percent sign and two hexadecimal digits in upper case. So no colon, brace or wildcard stands in a
 * key because of an id.
 */
public final class EncodedId {

  private static final String HEX = "0123456789ABCDEF";

  /** By character: a walk asks it of each character of every key. */
  private static final boolean[] PLAIN = plainCharacters();

  private EncodedId() {}

  /** Returns the word of an id. */
  public static String encode(String id) {
    if (isPlain(id)) {
      return id;
    }
    StringBuilder word = new StringBuilder(id.length() + 16);
    for (byte b : id.getBytes(UTF_8)) {
      if (isPlain(b)) {
        word.append((char) b);
      } else {
        word.append('%').append(HEX.charAt(b >> 4 & 0xf)).append(HEX.charAt(b & 0xf));
      }
    }
    return word.toString();
  }

  /** Returns the text that has a word; the empty text where none has it. */
  public static String decode(String word) {
    if (isPlain(word)) {
      return word;
    }
    String id = decoded(word);
    return encode(id).equals(word) ? id : "";
  }

  /** Decodes what {@link #encode} made; any text for other words. */
  private static String decoded(String word) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(word.length());
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == '%' && i + 2 < word.length()) {
        bytes.write(HEX.indexOf(word.charAt(i + 1)) << 4 | HEX.indexOf(word.charAt(i + 2)));
        i += 2;
      } else if (isPlain(c)) {
        bytes.write(c);
      } else {
        return "";
      }
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
    } catch (CharacterCodingException e) {
      return "";
    }
  }

  /** Returns whether a text stands in keys as it is. */
  public static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isPlain(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** Returns whether a prefix that ends with a character could go on with a word. */
  public static boolean isInWords(char c) {
    return isPlain(c) || c == '%';
  }

  private static boolean isPlain(int c) {
    return c >= 0 && c < PLAIN.length && PLAIN[c];
  }

  private static boolean[] plainCharacters() {
    boolean[] plain = new boolean[128];
    for (char c = 'a'; c <= 'z'; c++) {
      plain[c] = true;
      plain[Character.toUpperCase(c)] = true;
    }
    for (char c : "0123456789-_.~+/=".toCharArray()) {
      plain[c] = true;
    }
    return plain;
  }
}
