package io.cloakroom.tck.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.session.Session;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** S32: what another program edits within a list or a map, beside the types of what it leaves. */
interface StoreEditedRecordClauses extends StoreClauses {

  /**
   * A value, and how it stands in the record.
   *
   * @param json also what Express has for it
   */
  record Element(@Nullable Object value, String json) {}

  /**
   * What holds some elements.
   *
   * @param of makes one of elements by name
   */
  record Container(String name, boolean isNamed, Function<Map<String, Element>, Object> of) {

    String json(Map<String, Element> elements) {
      List<String> all = new ArrayList<>();
      elements.forEach(
          (name, element) ->
              all.add(isNamed ? "\"%s\":%s".formatted(name, element.json()) : element.json()));
      return (isNamed ? "{%s}" : "[%s]").formatted(String.join(",", all));
    }
  }

  List<Container> CONTAINERS =
      List.of(
          new Container("list", false, all -> values(new ArrayList<>(), all)),
          new Container("set", false, all -> values(new LinkedHashSet<>(), all)),
          new Container("map", true, all -> named(new LinkedHashMap<>(), all)),
          new Container("unordered map", true, all -> named(new HashMap<>(), all)));

  /** What is not of their type. */
  Map<String, Element> STRANGE =
      Map.of(
          "text",
          new Element("soon", "\"soon\""),
          "null",
          new Element(null, "null"),
          "a list",
          new Element(new ArrayList<>(List.of(1)), "[1]"),
          "a map",
          new Element(new LinkedHashMap<>(Map.of("a", true)), "{\"a\":true}"));

  private static Object values(Collection<@Nullable Object> empty, Map<String, Element> all) {
    all.values().forEach(element -> empty.add(element.value()));
    return empty;
  }

  private static Object named(Map<String, @Nullable Object> empty, Map<String, Element> all) {
    all.forEach((name, element) -> empty.put(name, element.value()));
    return empty;
  }

  private static Map<String, Element> elements(Element... elements) {
    Map<String, Element> named = new LinkedHashMap<>();
    Arrays.asList(elements).forEach(element -> named.put("k" + named.size(), element));
    return named;
  }

  private static Element text(Object value) {
    return new Element(value, "\"" + value + "\"");
  }

  /** Some elements of one type each. */
  private static Map<String, Map<String, Element>> alike() {
    return Map.of(
        "Long",
        elements(new Element(7L, "7"), new Element(8L, "8"), new Element(9L, "9")),
        "Instant",
        elements(
            text(Instant.parse("2026-03-01T12:00:00Z")),
            text(Instant.parse("2026-03-01T12:00:00.000000001Z")),
            text(Instant.EPOCH)),
        "UUID",
        elements(text(new UUID(1, 2)), text(new UUID(3, 4)), text(new UUID(5, 6))));
  }

  /** Edits that leave each of the others in its place. */
  private static Map<String, UnaryOperator<Map<String, Element>>> inPlace() {
    Map<String, UnaryOperator<Map<String, Element>>> edits = new LinkedHashMap<>();
    STRANGE.forEach(
        (what, strange) -> {
          for (String name : List.of("k0", "k1", "k2", "appended")) {
            edits.put(
                "%s is %s".formatted(name, what),
                all -> {
                  all.put(name, strange);
                  return all;
                });
          }
        });
    edits.put("without the last", all -> without("k2", all));
    return edits;
  }

  private static Map<String, Element> without(String name, Map<String, Element> all) {
    all.remove(name);
    return all;
  }

  /** Edits after which others are in other places. */
  private static Map<String, UnaryOperator<Map<String, Element>>> moving() {
    Map<String, UnaryOperator<Map<String, Element>>> edits = new LinkedHashMap<>();
    edits.put("without the first", all -> without("k0", all));
    edits.put("the other way round", StoreEditedRecordClauses::reversed);
    STRANGE.forEach(
        (what, strange) ->
            edits.put(
                what + " before the others",
                all -> {
                  Map<String, Element> backwards = reversed(all);
                  backwards.put("inserted", strange);
                  return reversed(backwards);
                }));
    return edits;
  }

  private static Map<String, Element> reversed(Map<String, Element> all) {
    List<String> names = new ArrayList<>(all.keySet());
    Collections.reverse(names);
    Map<String, Element> reversed = new LinkedHashMap<>();
    names.forEach(name -> reversed.put(name, Objects.requireNonNull(all.get(name))));
    return reversed;
  }

  /** What is done to attributes that are all in one session. */
  final class Edits {
    final Map<String, Object> before = new LinkedHashMap<>();
    final Map<String, Object> after = new LinkedHashMap<>();
    private final Map<String, String> jsonBefore = new LinkedHashMap<>();
    private final Map<String, String> jsonAfter = new LinkedHashMap<>();

    /**
     * Each edit to each container of some elements, which is itself in something, or in nothing.
     */
    void each(
        String kind,
        Map<String, Element> elements,
        List<Container> containers,
        Map<String, UnaryOperator<Map<String, Element>>> edits) {
      for (Container container : containers) {
        edits.forEach(
            (edit, action) -> {
              Map<String, Element> edited = action.apply(new LinkedHashMap<>(elements));
              Element old = new Element(container.of().apply(elements), container.json(elements));
              Element fresh = new Element(container.of().apply(edited), container.json(edited));
              String what = "%s of %s, %s".formatted(container.name(), kind, edit);
              add(what, old, fresh);
              for (Container outer : CONTAINERS.subList(0, 3)) {
                add(what + ", in a " + outer.name(), within(outer, old), within(outer, fresh));
              }
            });
      }
    }

    private static Element within(Container outer, Element inner) {
      Map<String, Element> all = elements(new Element("first", "\"first\""), inner);
      return new Element(outer.of().apply(all), outer.json(all));
    }

    private void add(String name, Element old, Element fresh) {
      before.put(name, Objects.requireNonNull(old.value()));
      after.put(name, Objects.requireNonNull(fresh.value()));
      jsonBefore.put(name, old.json());
      jsonAfter.put(name, fresh.json());
    }

    /** What another program makes of a record. */
    String edited(String written) {
      String edited = written;
      for (Map.Entry<String, String> attribute : jsonAfter.entrySet()) {
        String member = "\"" + attribute.getKey() + "\":";
        String old = member + jsonBefore.get(attribute.getKey());
        assertThat(edited).as("the record").contains(old);
        edited = edited.replace(old, member + attribute.getValue());
      }
      return edited;
    }
  }

  /** Mixed elements are known by their places. */
  @Test
  default void S32_whatAnotherProgramEditsInAContainerLeavesTheTypesOfTheOthers() {
    Edits edits = new Edits();
    Map<String, UnaryOperator<Map<String, Element>>> any = new LinkedHashMap<>(inPlace());
    any.putAll(moving());
    alike().forEach((kind, elements) -> edits.each(kind, elements, CONTAINERS, any));
    Map<String, Element> mixed =
        elements(new Element(7L, "7"), text(Instant.EPOCH), text(new UUID(1, 2)));
    edits.each("mixed", mixed, CONTAINERS.subList(0, 1), inPlace());
    edits.each("mixed", mixed, CONTAINERS.subList(2, 3), any);
    Session session = kit().session();
    edits.before.forEach(session::set);
    kit().store().create(session);

    String written = kit().recordOf(session.id()).orElseThrow();
    kit().putRecord(session.id(), edits.edited(written).getBytes(UTF_8));

    Session found = kit().load(session.id());
    edits.after.forEach(
        (what, expected) ->
            assertThat(found.get(what))
                .as(what)
                .isEqualTo(expected)
                .hasSameClassAs(expected)
                .hasToString(expected.toString()));
  }
}
