package io.cloakroom.tck.store;

import static io.cloakroom.tck.store.fixture.Element.named;
import static io.cloakroom.tck.store.fixture.Element.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.session.Session;
import io.cloakroom.tck.store.fixture.Container;
import io.cloakroom.tck.store.fixture.ContainerEdits;
import io.cloakroom.tck.store.fixture.Element;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** S32: what another program edits within a list or a map, beside the types of what it leaves. */
interface StoreEditedRecordClauses extends StoreClauses {

  /** Some elements of one type each. */
  private static Map<String, Map<String, Element>> alike() {
    return Map.of(
        "Long",
        named(new Element(7L, "7"), new Element(8L, "8"), new Element(9L, "9")),
        "Instant",
        named(
            text(Instant.parse("2026-03-01T12:00:00Z")),
            text(Instant.parse("2026-03-01T12:00:00.000000001Z")),
            text(Instant.EPOCH)),
        "UUID",
        named(text(new UUID(1, 2)), text(new UUID(3, 4)), text(new UUID(5, 6))));
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
              Element old = container.holding(elements);
              Element fresh = container.holding(edited);
              String what = "%s of %s, %s".formatted(container.name(), kind, edit);
              add(what, old, fresh);
              for (Container outer : Container.ALL.subList(0, 3)) {
                add(what + ", in a " + outer.name(), within(outer, old), within(outer, fresh));
              }
            });
      }
    }

    private static Element within(Container outer, Element inner) {
      return outer.holding(named(text("first"), inner));
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
    Map<String, UnaryOperator<Map<String, Element>>> any =
        new LinkedHashMap<>(ContainerEdits.inPlace());
    any.putAll(ContainerEdits.moving());
    alike().forEach((kind, elements) -> edits.each(kind, elements, Container.ALL, any));
    Map<String, Element> mixed =
        named(new Element(7L, "7"), text(Instant.EPOCH), text(new UUID(1, 2)));
    edits.each("mixed", mixed, List.of(Container.LIST), ContainerEdits.inPlace());
    edits.each("mixed", mixed, List.of(Container.MAP), any);
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
