package io.cloakroom.benchmarks.comparison;

import java.util.List;
import java.util.Locale;

/** How one way compares with another over several rounds: median, lowest and highest ratio. */
record Ratio(double median, double lowest, double highest) {

  /**
   * @param ratios those of all rounds, at least one
   */
  static Ratio of(List<Double> ratios) {
    List<Double> sorted = ratios.stream().sorted().toList();
    return new Ratio(sorted.get(sorted.size() / 2), sorted.get(0), sorted.get(sorted.size() - 1));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", median, lowest, highest);
  }
}
