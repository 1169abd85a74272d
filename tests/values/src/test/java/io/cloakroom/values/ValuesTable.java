package io.cloakroom.values;

import acme.kotlin.KotlinKinds;
import acme.kotlin.KotlinValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The table of docs/serializers.md: what each serializer makes of each value. */
final class ValuesTable {

  private static final Map<String, List<Sample>> GROUPS = groups();

  private ValuesTable() {}

  private static Map<String, List<Sample>> groups() {
    Map<String, List<Sample>> groups = new LinkedHashMap<>();
    groups.put("Numbers and text", JdkValues.numbersAndText());
    groups.put("Times", JdkValues.times());
    groups.put("Other values of the JDK", JdkValues.others());
    groups.put("Lists and queues", CollectionValues.lists());
    groups.put("Sets", CollectionValues.sets());
    groups.put("Maps and entries", CollectionValues.maps());
    groups.put("Views, and what methods return", ViewValues.all());
    groups.put("Arrays", CollectionValues.arrays());
    groups.put("Classes of your own, allowed", OwnValues.allowed());
    groups.put("Classes of your own, not allowed", OwnValues.notAllowed());
    groups.put("Immutable classes", ImmutableValues.immutable());
    groups.put("Objects that refer to each other", ImmutableValues.graphs());
    groups.put("Classes with annotations of Jackson", ImmutableValues.annotated());
    groups.put("Libraries, without a conversion", LibraryValues.all());
    groups.put("Kotlin classes", KotlinValues.classes());
    groups.put("More of Kotlin's classes", KotlinKinds.kinds());
    groups.put("Kotlin's library", KotlinValues.library());
    groups.put("More of Kotlin's library", KotlinKinds.library());
    return groups;
  }

  static Stream<Sample> samples() {
    return GROUPS.values().stream().flatMap(List::stream);
  }

  /** In Markdown, one line a value. */
  static List<String> lines() {
    List<String> lines = new ArrayList<>();
    GROUPS.forEach(
        (title, samples) -> {
          lines.add("");
          lines.add("### " + title);
          lines.add("");
          lines.add("| value | JSON | Kryo |");
          lines.add("|---|---|---|");
          samples.forEach(sample -> lines.add(line(sample)));
        });
    return lines;
  }

  private static String line(Sample sample) {
    String json = Outcome.json(sample);
    String kryo = Outcome.kryo(sample);
    return "| %s | %s | %s |"
        .formatted(
            cell(sample.text()),
            cell(json),
            essence(json).equals(essence(kryo)) ? "the same" : cell(kryo));
  }

  /** Without the serializer's name, and without the way to the value, which Kryo doesn't know. */
  private static String essence(String outcome) {
    return outcome
        .replaceFirst("^refused: holds at \\S+ ", "refused: holds ")
        .replaceAll("JSON|Kryo(?!n)|JsonS|KryoS", "…");
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }
}
