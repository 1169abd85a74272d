package io.cloakroom.http;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code Cookie} headers, however malformed. A pair that makes no sense is passed over.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc6265#section-5.4">RFC 6265, section
 *     5.4</a>
 */
final class CookieHeader {

  /** More cookies of one name than any browser holds for one site's paths. */
  private static final int MOST_VALUES = 16;

  private CookieHeader() {}

  /** The values of all cookies of a name, in the order sent, without quotes around them. */
  static List<String> values(List<String> headers, String name) {
    List<String> values = new ArrayList<>();
    for (String header : headers) {
      int start = 0;
      while (start <= header.length() && values.size() < MOST_VALUES) {
        int semicolon = header.indexOf(';', start);
        int end = semicolon < 0 ? header.length() : semicolon;
        int equals = header.indexOf('=', start);
        if (equals >= 0 && equals < end && header.substring(start, equals).strip().equals(name)) {
          values.add(unquoted(header.substring(equals + 1, end).strip()));
        }
        start = end + 1;
      }
    }
    return values;
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
