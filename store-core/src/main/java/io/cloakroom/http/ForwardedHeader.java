package io.cloakroom.http;

import java.util.List;
import java.util.Optional;

/**
 * Reads the {@code Forwarded} header, however malformed.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc7239#section-4">RFC 7239, section 4</a>
 */
final class ForwardedHeader {

  private static final String PROTO = "proto=";

  private ForwardedHeader() {}

  /**
   * Returns the protocol by which the nearest proxy was reached: the {@code proto} of the last
   * element, which that proxy added itself.
   *
   * @param lines the header's lines, in the order received
   * @return empty where there is no such header, or its last element names no protocol
   */
  static Optional<String> proto(List<String> lines) {
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    String element = lastElement(lines.get(lines.size() - 1));
    int start = 0;
    while (start < element.length()) {
      int end = endOfPair(element, start);
      String pair = element.substring(start, end).strip();
      if (pair.regionMatches(true, 0, PROTO, 0, PROTO.length())) {
        return Optional.of(unquoted(pair.substring(PROTO.length())));
      }
      start = end + 1;
    }
    return Optional.empty();
  }

  /**
   * Returns what follows the last comma outside of quotes. The search begins at the end: the
   * client's part stands first, and an unclosed quote there must not affect the proxy's part.
   */
  private static String lastElement(String line) {
    boolean quoted = false;
    for (int i = line.length() - 1; i >= 0; i--) {
      if (line.charAt(i) == '"' && !isEscaped(line, i)) {
        quoted = !quoted;
      } else if (line.charAt(i) == ',' && !quoted) {
        return line.substring(i + 1);
      }
    }
    return line;
  }

  /** Returns whether an odd number of backslashes stands before a character. */
  private static boolean isEscaped(String line, int at) {
    int first = at;
    while (first > 0 && line.charAt(first - 1) == '\\') {
      first--;
    }
    return (at - first) % 2 == 1;
  }

  private static int endOfPair(String element, int start) {
    boolean quoted = false;
    for (int i = start; i < element.length(); i++) {
      char c = element.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ';' && !quoted) {
        return i;
      }
    }
    return element.length();
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1") : value;
  }
}
