package io.cloakroom.benchmarks.comparison;

import io.cloakroom.benchmarks.comparison.Contender.Group;
import io.cloakroom.benchmarks.comparison.MeasuredProcess.Round;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Writes what was measured into the page's last section, as tables and a chart. */
record PerformancePage(
    Map<Group, Map<Contender, List<Round>>> rounds, String redis, int count, long millis) {

  private static final String SECTION = "## Measured";

  private static Ratio ratio(List<Round> first, List<Round> other, ToDoubleFunction<Round> figure) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      ratios.add(figure.applyAsDouble(other.get(i)) / figure.applyAsDouble(first.get(i)));
    }
    return Ratio.of(ratios);
  }

  void writeTo(Path folder) throws IOException {
    Path page = folder.resolve("performance.md");
    String text = Files.exists(page) ? Files.readString(page) : "# Performance\n\n";
    int section = text.indexOf(SECTION);
    Files.writeString(page, (section < 0 ? text : text.substring(0, section)) + tables());
    Files.writeString(folder.resolve("performance.svg"), chart());
  }

  private String tables() {
    StringBuilder out = new StringBuilder(SECTION).append("\n\n");
    out.append("![operations per second beside the first of each group](performance.svg)\n\n");
    out.append(
        String.format(
            Locale.ROOT,
            "%d processors, %s, Java %s, %s; %d rounds of %.1f s for each, by turns, %d threads.%n",
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("java.version"),
            redis,
            count,
            millis / 1e3,
            MeasuredProcess.THREADS));
    out.append("Each ratio is to the first line of its table in the same round: median (lowest to");
    out.append(" highest). More operations and less CPU time are better.\n");
    rounds.forEach((group, measured) -> append(group, measured, out));
    return out.toString();
  }

  private static void append(Group group, Map<Contender, List<Round>> measured, StringBuilder out) {
    out.append("\n### ").append(group.title()).append("\n\n");
    out.append("| | operations per second | CPU time of the process for each |\n|---|---|---|\n");
    List<Round> first = measured.get(group.contenders().get(0));
    measured.forEach(
        (contender, all) ->
            out.append("| ")
                .append(contender.label())
                .append(" | ")
                .append(ratio(first, all, Round::perSecond))
                .append(" | ")
                .append(ratio(first, all, Round::cpuNanos))
                .append(" |\n"));
  }

  /** A bar for each contender: its operations per second beside those of the first. */
  private String chart() {
    StringBuilder bars = new StringBuilder();
    int y = 0;
    for (Map.Entry<Group, Map<Contender, List<Round>>> group : rounds.entrySet()) {
      y += 28;
      bars.append(text(8, y, "bold", group.getKey().title()));
      List<Round> first = group.getValue().get(group.getKey().contenders().get(0));
      for (Map.Entry<Contender, List<Round>> each : group.getValue().entrySet()) {
        y += 22;
        double median = ratio(first, each.getValue(), Round::perSecond).median();
        String color = each.getKey().label().startsWith("Cloakroom") ? "#2a6f97" : "#adb5bd";
        bars.append(text(8, y, "normal", each.getKey().label()));
        bars.append(
            String.format(
                Locale.ROOT,
                "<rect x=\"330\" y=\"%d\" width=\"%.0f\" height=\"14\" fill=\"%s\"/>%n",
                y - 11,
                150 * median,
                color));
        bars.append(
            text(
                336 + (int) (150 * median),
                y,
                "normal",
                String.format(Locale.ROOT, "%.2f", median)));
      }
    }
    return String.format(
        Locale.ROOT,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"860\" height=\"%d\" role=\"img\""
            + " aria-label=\"Operations per second beside the first of each group\">%n%s</svg>%n",
        y + 16,
        bars);
  }

  private static String text(int x, int y, String weight, String words) {
    return String.format(
        Locale.ROOT,
        "<text x=\"%d\" y=\"%d\" font-family=\"sans-serif\" font-size=\"13\" font-weight=\"%s\">%s"
            + "</text>%n",
        x,
        y,
        weight,
        words);
  }
}
