package io.cloakroom.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times, durations and sizes in words. */
final class Times {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Times() {}

  static String absolute(Instant time) {
    return FORMAT.format(time);
  }

  /** Two units at most: {@code 3 d 4 h}, {@code 12 min}, {@code 40 s}. */
  static String words(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    long minutes = seconds / 60;
    if (minutes < 60) {
      return minutes + " min";
    }
    long hours = minutes / 60;
    if (hours < 24) {
      return minutes % 60 == 0 ? hours + " h" : hours + " h " + minutes % 60 + " min";
    }
    long days = hours / 24;
    return hours % 24 == 0 ? days + " d" : days + " d " + hours % 24 + " h";
  }

  static String millis(Duration duration) {
    double millis = duration.toNanos() / 1e6;
    if (millis < 0.1) {
      return "under 0.1 ms";
    }
    return millis < 10
        ? String.format(Locale.ROOT, "%.1f ms", millis)
        : millis < 10_000
            ? String.format(Locale.ROOT, "%.0f ms", millis)
            : String.format(Locale.ROOT, "%.1f s", millis / 1_000);
  }

  static String bytes(long bytes) {
    return bytes < 10_000
        ? number(bytes) + " B"
        : String.format(Locale.ROOT, "%,.1f kB", bytes / 1_000.0).replace(',', '\u202F');
  }

  /** Returns a number in groups of three digits. */
  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number).replace(',', '\u202F');
  }
}
