package io.cloakroom.tests.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.cloakroom.metrics.SessionMetrics;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of meters and the dashboard name what is there, and all of it. */
class MetricsPageTest {

  private static final Path ROOT = Path.of(System.getProperty("cloakroom.root", ".."));
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| `(cloakroom[a-z.]+)` \\| ([a-z]+)[^|]*\\| ([^|]*)\\|", Pattern.MULTILINE);
  private static final Pattern WORD = Pattern.compile("`([a-z_]+)`");
  private static final Pattern PROMETHEUS = Pattern.compile("cloakroom_[a-z_]+");

  /** One row of the table. */
  private record Row(String name, String type, Set<String> tags) {}

  @Test
  void theTableListsEveryMeterWithItsTypeAndTags() throws IOException {
    MeterRegistry registry = new SimpleMeterRegistry();
    use(registry);

    Set<Row> there =
        registry.getMeters().stream()
            .map(Meter::getId)
            .map(id -> new Row(id.getName(), word(id.getType()), keys(id)))
            .collect(Collectors.toSet());

    assertThat(rows()).isEqualTo(there);
  }

  @Test
  void theDashboardAsksOnlyForMetricsThatThereAre() throws IOException {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    use(registry);
    Set<String> there = names(registry.scrape());

    Set<String> asked = new TreeSet<>();
    for (String expression : expressions()) {
      asked.addAll(names(expression));
    }

    assertThat(asked).hasSizeGreaterThan(15).isSubsetOf(there);
    assertThat(rows()).allSatisfy(row -> assertThat(asked).anyMatch(isOf(row)));
  }

  private static java.util.function.Predicate<String> isOf(Row row) {
    return name -> name.startsWith(row.name().replace('.', '_'));
  }

  /** Uses everything once that has a timer for each outcome. */
  private static void use(MeterRegistry registry) {
    MeteredSite site = new MeteredSite(store -> store.observer(new SessionMetrics(registry)));
    String cookie = site.request("", session -> session.set("user", "ada"));
    site.request(cookie, session -> session.get("user"));
  }

  private static Set<Row> rows() throws IOException {
    Matcher rows = ROW.matcher(Files.readString(ROOT.resolve("docs/metrics.md")));
    return rows.results()
        .map(row -> new Row(row.group(1), row.group(2), words(row.group(3))))
        .collect(Collectors.toSet());
  }

  private static Set<String> words(String cell) {
    return WORD.matcher(cell).results().map(each -> each.group(1)).collect(Collectors.toSet());
  }

  private static String word(Meter.Type type) {
    return switch (type) {
      case COUNTER -> "counter";
      case GAUGE -> "gauge";
      case TIMER -> "timer";
      case DISTRIBUTION_SUMMARY -> "summary";
      case LONG_TASK_TIMER, OTHER -> type.name();
    };
  }

  private static Set<String> keys(Meter.Id id) {
    return id.getTags().stream().map(Tag::getKey).collect(Collectors.toSet());
  }

  private static Set<String> names(String text) {
    return PROMETHEUS.matcher(text).results().map(each -> each.group()).collect(Collectors.toSet());
  }

  /** What the panels and variables of the dashboard ask for; the file is valid JSON. */
  private static Set<String> expressions() throws IOException {
    Set<String> found = new TreeSet<>();
    try (JsonParser json =
        new JsonFactory().createParser(ROOT.resolve("docs/grafana/cloakroom.json").toFile())) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.VALUE_STRING && Set.of("expr", "query").contains(name(json))) {
          found.add(json.getText());
        }
      }
    }
    return found;
  }

  private static String name(JsonParser json) throws IOException {
    return String.valueOf(json.currentName());
  }
}
