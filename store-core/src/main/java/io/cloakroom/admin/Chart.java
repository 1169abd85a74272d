package io.cloakroom.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * A chart of bars: how many of the sampled sessions fall into which range.
 *
 * @param title what is counted
 * @param labels the ranges
 * @param counts how many fall into each
 */
record Chart(String title, List<String> labels, List<Long> counts) {

  private static final int ROW = 26;
  private static final int BARS_BEGIN = 92;
  private static final int BARS_LENGTH = 190;
  private static final int WIDTH = 340;

  static Chart ofAges(List<Census.Measured> sessions, Instant now) {
    long[] limits = {3_600, 6 * 3_600, 86_400, 7 * 86_400, 30 * 86_400};
    return new Chart(
        "Age",
        List.of("under 1 h", "under 6 h", "under 1 d", "under 7 d", "under 30 d", "older"),
        count(
            sessions,
            limits,
            session ->
                session
                    .created()
                    .map(created -> OptionalLong.of(Duration.between(created, now).toSeconds()))
                    .orElse(OptionalLong.empty())));
  }

  static Chart ofSizes(List<Census.Measured> sessions) {
    long[] limits = {256, 1_000, 4_000, 16_000, 64_000};
    return new Chart(
        "Size",
        List.of("under 256 B", "under 1 kB", "under 4 kB", "under 16 kB", "under 64 kB", "larger"),
        count(sessions, limits, session -> OptionalLong.of(session.bytes())));
  }

  private static List<Long> count(
      List<Census.Measured> sessions,
      long[] limits,
      Function<Census.Measured, OptionalLong> measure) {
    long[] counts = new long[limits.length + 1];
    for (Census.Measured session : sessions) {
      measure
          .apply(session)
          .ifPresent(
              value -> {
                int range = 0;
                while (range < limits.length && value >= limits[range]) {
                  range++;
                }
                counts[range]++;
              });
    }
    return LongStream.of(counts).boxed().toList();
  }

  void write(Html html) {
    long most = 1;
    for (long count : counts) {
      most = Math.max(most, count);
    }
    int height = ROW * labels.size();
    html.open("figure");
    html.leaf("figcaption", title);
    html.open(
        "svg",
        "viewBox",
        "0 0 " + WIDTH + " " + height,
        "role",
        "img",
        "aria-label",
        description());
    for (int i = 0; i < labels.size(); i++) {
      int middle = ROW * i + ROW / 2;
      long length = counts.get(i) == 0 ? 0 : Math.max(2, BARS_LENGTH * counts.get(i) / most);
      html.leaf("text", labels.get(i), "x", "0", "y", Integer.toString(middle + 4));
      html.open(
              "rect",
              "class",
              "track",
              "x",
              Integer.toString(BARS_BEGIN),
              "y",
              Integer.toString(middle - 6),
              "width",
              Integer.toString(BARS_LENGTH),
              "height",
              "12",
              "rx",
              "6")
          .close("rect");
      if (length > 0) {
        html.open(
                "rect",
                "class",
                "bar",
                "x",
                Integer.toString(BARS_BEGIN),
                "y",
                Integer.toString(middle - 6),
                "width",
                Long.toString(Math.max(12, length)),
                "height",
                "12",
                "rx",
                "6")
            .close("rect");
      }
      html.leaf(
          "text",
          Times.number(counts.get(i)),
          "class",
          "count",
          "x",
          Integer.toString(WIDTH),
          "y",
          Integer.toString(middle + 4),
          "text-anchor",
          "end");
    }
    html.close("svg").close("figure");
  }

  /** Returns the chart in words, for those who can't see it. */
  private String description() {
    StringBuilder all = new StringBuilder(title).append(": ");
    for (int i = 0; i < labels.size(); i++) {
      all.append(i == 0 ? "" : ", ").append(labels.get(i)).append(' ').append(counts.get(i));
    }
    return all.toString();
  }
}
