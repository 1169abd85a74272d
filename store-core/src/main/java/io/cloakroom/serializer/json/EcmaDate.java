package io.cloakroom.serializer.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Instants as JavaScript's {@code Date.toJSON} prints them: UTC, exactly three digits of a second,
 * years beyond four digits with a sign and at least six.
 *
 * @see <a href="https://tc39.es/ecma262/#sec-date-time-string-format">ECMA-262, Date Time String
 *     Format</a>
 */
final class EcmaDate {

  private static final int CANONICAL_LENGTH = "2026-11-23T08:00:00.000Z".length();

  /** What a JavaScript Date can hold; java.time's Instant goes beyond its own LocalDateTime. */
  private static final long DATE_RANGE_SECONDS = 8_640_000_000_000L;

  private EcmaDate() {}

  static String format(Instant instant) {
    if (Math.abs(instant.getEpochSecond()) > DATE_RANGE_SECONDS) {
      return instant.toString();
    }
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
    StringBuilder out = new StringBuilder(CANONICAL_LENGTH + 4);
    int year = time.getYear();
    if (year >= 0 && year <= 9999) {
      pad(out, year, 4);
    } else {
      out.append(year < 0 ? '-' : '+');
      pad(out, Math.abs(year), 6);
    }
    pad(out.append('-'), time.getMonthValue(), 2);
    pad(out.append('-'), time.getDayOfMonth(), 2);
    pad(out.append('T'), time.getHour(), 2);
    pad(out.append(':'), time.getMinute(), 2);
    pad(out.append(':'), time.getSecond(), 2);
    pad(out.append('.'), time.getNano() / 1_000_000, 3);
    return out.append('Z').toString();
  }

  private static void pad(StringBuilder out, int number, int width) {
    if (width > 1 || number > 9) {
      pad(out, number / 10, width - 1);
    }
    out.append((char) ('0' + number % 10));
  }

  /**
   * Reads what {@link #format} writes, and ISO 8601 with other fractions.
   *
   * @throws DateTimeException if it is something else
   */
  static Instant parse(String text) {
    return isCanonical(text) ? parseCanonical(text) : Instant.parse(text);
  }

  // java.time takes several times as long as the rest of the cookie; this form is the usual one
  private static boolean isCanonical(String text) {
    if (text.length() != CANONICAL_LENGTH) {
      return false;
    }
    for (int i = 0; i < CANONICAL_LENGTH; i++) {
      char c = text.charAt(i);
      boolean fits =
          switch (i) {
            case 4, 7 -> c == '-';
            case 10 -> c == 'T';
            case 13, 16 -> c == ':';
            case 19 -> c == '.';
            case 23 -> c == 'Z';
            default -> c >= '0' && c <= '9';
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static Instant parseCanonical(String text) {
    return LocalDateTime.of(
            number(text, 0, 4),
            number(text, 5, 7),
            number(text, 8, 10),
            number(text, 11, 13),
            number(text, 14, 16),
            number(text, 17, 19),
            number(text, 20, 23) * 1_000_000)
        .toInstant(ZoneOffset.UTC);
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }
}
