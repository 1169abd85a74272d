package io.cloakroom.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/**
 * Percent-encoding as JavaScript's {@code encodeURIComponent} and {@code decodeURIComponent} do it,
 * because Express reads and writes cookies with these.
 */
final class PercentEncoding {

  private static final String UNESCAPED = "-_.!~*'()";
  private static final String HEX = "0123456789ABCDEF";

  private PercentEncoding() {}

  static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(UTF_8)) {
      char c = (char) (b & 0xff);
      if ((c < 0x80 && Character.isLetterOrDigit(c)) || UNESCAPED.indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
      }
    }
    return encoded.toString();
  }

  /**
   * Decodes a text.
   *
   * @return empty where a percent sign is not followed by two hexadecimal digits, or what is
   *     encoded is not UTF-8
   */
  static Optional<String> decode(String text) {
    if (text.indexOf('%') < 0) {
      return Optional.of(text);
    }
    byte[] bytes = text.getBytes(UTF_8); // no byte of a longer character is a percent sign
    int length = 0;
    boolean ascii = true;
    for (int i = 0; i < bytes.length; i++) {
      byte b = bytes[i];
      if (b == '%') {
        int high = i + 2 < bytes.length ? Character.digit(bytes[++i], 16) : -1;
        int low = high < 0 ? -1 : Character.digit(bytes[++i], 16);
        if (low < 0) {
          return Optional.empty();
        }
        b = (byte) (high << 4 | low);
      }
      bytes[length++] = b;
      ascii &= b >= 0;
    }
    if (ascii) {
      return Optional.of(new String(bytes, 0, length, US_ASCII));
    }
    try {
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
