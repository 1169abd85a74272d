package io.cloakroom.serializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloakroom.record.AttributeSerializer;
import io.cloakroom.record.RecordParts;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.StoredValue;
import io.cloakroom.record.UnreadableAttributeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two releases of an application share a session while servers are replaced one by one. */
class GenerationsTest {

  @TempDir Path folder;
  private Generation before;
  private Generation after;

  @BeforeEach
  void compile() throws Exception {
    before =
        new Generation(
            Files.createDirectory(folder.resolve("before")),
            Map.of(
                "Status", "enum Status { OPEN, PAID, LOST }",
                "Cart", "record Cart(String sku, Status status) {}",
                "Total", "record Total(String total) {}",
                "Age", "record Age(int years) {}",
                "Named", "record Named(String name) {}",
                "Visit",
                    "class Visit { String page; public Visit(String p) { page = p; } Visit() {} }",
                "Tags", "record Tags(java.util.List<String> all) {}",
                "Removed", "record Removed(String text) {}",
                "Broken", "enum Broken { ONE }"));
    after =
        new Generation(
            Files.createDirectory(folder.resolve("after")),
            Map.of(
                "Status", "enum Status { PAID, OPEN, SENT }",
                "Cart", "record Cart(String sku, Status status) {}",
                "Total", "record Total(int total) {}",
                "Age",
                    "record Age(int years) { public Age { if (years > 99) { throw new"
                        + " IllegalArgumentException(\"hunter2\"); } } }",
                "Named",
                    "record Named(String name, String title) { public Named {"
                        + " java.util.Objects.requireNonNull(title, name); } }",
                "Visit", "class Visit { int page; }",
                "Tags", "record Tags(java.util.List<Long> all) {}",
                "Added", "record Added(String text) {}",
                "Broken", "enum Broken { ONE; static { if (true) throw new AssertionError(); } }"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "kryo"})
  void S37_theOldReleaseCarriesWhatTheNewOneWrote(String format) throws Exception {
    Object sent = after.constant("Status", "SENT");
    Map<String, Object> unknown = new LinkedHashMap<>();
    unknown.put("constant", sent);
    unknown.put("in a record", after.make("Cart", "a", sent));
    unknown.put("in a list", new ArrayList<>(List.of(sent)));
    unknown.put("in a set", enumSet(sent));
    unknown.put("in a map", enumMap(sent));
    unknown.put("as a key", new LinkedHashMap<>(Map.of(sent, 1)));
    unknown.put("in an array", arrayOf(sent));
    unknown.put("class", after.make("Added", "b"));
    unknown.put("member", after.make("Total", 5));
    Map<String, Object> known = new LinkedHashMap<>();
    known.put("user", "ada");
    known.put("status", after.constant("Status", "PAID"));

    carries(before.serializer(format), after.serializer(format), unknown, known);
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "kryo"})
  void S37_theNewReleaseCarriesWhatTheOldOneWrote(String format) throws Exception {
    Object lost = before.constant("Status", "LOST");
    Map<String, Object> unknown = new LinkedHashMap<>();
    unknown.put("constant", lost);
    unknown.put("in a record", before.make("Cart", "a", lost));
    unknown.put("in a map", enumMap(lost));
    unknown.put("class", before.make("Removed", "b"));
    unknown.put("member", before.make("Total", "five"));
    unknown.put("constructor", before.make("Age", 100));
    unknown.put("initializer", before.constant("Broken", "ONE"));
    unknown.put("initializer again", before.constant("Broken", "ONE"));
    Map<String, Object> known = new LinkedHashMap<>();
    known.put("user", "ada");
    known.put("age", before.make("Age", 99));

    carries(after.serializer(format), before.serializer(format), unknown, known);
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "kryo"})
  void S37_theMessageNamesTheMemberAndTheExceptionAndNoValue(String format) throws Exception {
    assertThat(reason(format, "Total", before.make("Total", "hunter2")))
        .isEqualTo("the class refuses what is stored: its total is of another type");
    assertThat(reason(format, "Visit", before.make("Visit", "hunter2")))
        .isEqualTo("the class refuses what is stored: its page is of another type");
    assertThat(reason(format, "Tags", before.make("Tags", List.of("hunter2"))))
        .isEqualTo("the class refuses what is stored: its all is of another type");
    assertThat(reason(format, "Age", before.make("Age", 100)))
        .isEqualTo(
            "the class refuses what is stored: its constructor throws"
                + " java.lang.IllegalArgumentException");
    assertThat(reason(format, "Named", before.make("Named", "hunter2")))
        .isEqualTo(
            "the class refuses what is stored: its constructor throws"
                + " java.lang.NullPointerException, and the stored value has no title");
  }

  private String reason(String format, String name, Object value) throws Exception {
    StoredValue stored = before.serializer(format).store(name, value);
    AttributeSerializer here = after.serializer(format);
    return catchThrowableOfType(
            UnreadableAttributeException.class, () -> here.restore(name, stored))
        .reason();
  }

  /**
   * One server can't restore some attributes that another wrote: it restores the others, changes
   * one, and writes the rest back as it is.
   */
  private static void carries(
      AttributeSerializer here,
      AttributeSerializer there,
      Map<String, Object> unknown,
      Map<String, Object> known) {
    Map<String, StoredValue> stored = new LinkedHashMap<>();
    unknown.forEach((name, value) -> stored.put(name, there.store(name, value)));
    known.forEach((name, value) -> stored.put(name, there.store(name, value)));
    byte[] written = there.join(new RecordParts(SessionCookie.PLAIN, stored));

    RecordParts read = here.split(written);
    unknown.forEach(
        (name, value) -> {
          StoredValue asStored = Objects.requireNonNull(read.attributes().get(name));
          UnreadableAttributeException failure =
              catchThrowableOfType(
                  UnreadableAttributeException.class, () -> here.restore(name, asStored));
          assertThat(failure).as(name).isNotNull().hasNoCause();
          assertThat(failure.attribute()).isEqualTo(name);
          assertThat(failure).hasMessageContaining(name).hasMessageNotContaining("hunter2");
        });
    known.forEach(
        (name, value) ->
            assertThat(restored(here, read, name)).as(name).hasToString(value.toString()));
    assertThat(here.join(read)).isEqualTo(written);
    Map<String, StoredValue> changed = new LinkedHashMap<>(read.attributes());
    changed.put("user", here.store("user", "grace"));
    byte[] rewritten = here.join(new RecordParts(read.cookie(), changed));

    RecordParts back = there.split(rewritten);
    assertThat(restored(there, back, "user")).isEqualTo("grace");
    unknown.forEach(
        (name, value) ->
            assertThat(SameValue.describe(restored(there, back, name)))
                .as(name)
                .isEqualTo(SameValue.describe(value)));
  }

  private static @Nullable Object restored(
      AttributeSerializer serializer, RecordParts parts, String name) {
    return serializer.restore(name, Objects.requireNonNull(parts.attributes().get(name)));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Object enumSet(Object constant) {
    return EnumSet.of((Enum) constant);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Object enumMap(Object key) {
    return new EnumMap(Map.of((Enum) key, "value"));
  }

  private static Object arrayOf(Object element) {
    Object array = java.lang.reflect.Array.newInstance(element.getClass(), 1);
    java.lang.reflect.Array.set(array, 0, element);
    return array;
  }
}
