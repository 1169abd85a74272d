package io.cloakroom.http;

import java.util.List;
import java.util.function.Consumer;

/**
 * Reads {@code Cookie} headers, however malformed. A pair that makes no sense is passed over. The
 * time that it takes is proportional to the length of the headers.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc6265#section-5.4">RFC 6265, section
 *     5.4</a>
 */
final class CookieHeader {

  private CookieHeader() {}

  /** Gives the values of all cookies of a name, in the order sent, without quotes around them. */
  static void forEach(List<String> headers, String name, Consumer<String> value) {
    for (String header : headers) {
      int start = 0;
      while (start < header.length()) {
        int semicolon = header.indexOf(';', start);
        int end = semicolon < 0 ? header.length() : semicolon;
        int from = skipSpace(header, start, end);
        if (header.startsWith(name, from)) {
          int equals = skipSpace(header, from + name.length(), end);
          if (equals < end && header.charAt(equals) == '=') {
            value.accept(unquoted(header.substring(equals + 1, end).strip()));
          }
        }
        start = end + 1;
      }
    }
  }

  private static int skipSpace(String header, int from, int end) {
    int at = from;
    while (at < end && Character.isWhitespace(header.charAt(at))) {
      at++;
    }
    return at;
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
