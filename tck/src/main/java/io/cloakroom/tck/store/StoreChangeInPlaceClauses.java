package io.cloakroom.tck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.record.UnstorableAttributeException;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** S40: what is changed in place, after it was set or handed out. */
interface StoreChangeInPlaceClauses extends StoreClauses {

  @Test
  default void S40_aListThatWasSetAndGrewIsSaved() {
    Session session = kit().stored();
    List<String> cart = new ArrayList<>(List.of("apple"));
    session.set("cart", cart);
    kit().store().update(session);

    cart.add("pear");
    assertThat(kit().store().update(session)).isEqualTo(SaveOutcome.SAVED);

    assertThat(kit().load(session.id()).get("cart")).isEqualTo(List.of("apple", "pear"));
  }

  @Test
  default void S40_aListThatWasSetAndGrewAfterAConflictIsSaved() {
    Session session = kit().stored();
    Session other = kit().load(session.id());
    other.set("colour", "green");
    kit().store().update(other);
    List<String> cart = new ArrayList<>(List.of("apple"));
    session.set("cart", cart);
    kit().store().update(session);

    cart.add("pear");
    kit().store().update(session);

    Session after = kit().load(session.id());
    assertThat(after.get("cart")).isEqualTo(List.of("apple", "pear"));
    assertThat(after.get("colour")).isEqualTo("green");
  }

  /** Whoever looks whether there is something to save may change it afterwards. */
  @Test
  @SuppressWarnings("unchecked") // a list of texts was stored
  default void S35_whatGrowsAfterALookAtTheChangesIsSaved() {
    Map<String, Consumer<Session>> looks = new LinkedHashMap<>();
    looks.put("isModified", session -> assertThat(session.isModified()).isTrue());
    looks.put("attributes", session -> assertThat(session.attributes()).hasSize(3));
    looks.put("update", session -> assertThat(kit().store().update(session)).isNotNull());
    looks.put("a refused save", this::refused);
    looks.forEach(
        (name, look) -> {
          Session session = kit().stored();
          session.set("cart", new ArrayList<>(List.of("apple")));
          kit().store().update(session);
          List<String> cart = (List<String>) Objects.requireNonNull(session.get("cart"));
          session.set("colour", "green");
          look.accept(session);

          cart.add("pear");

          assertThat(session.isModified()).as("after %s", name).isTrue();
          assertThat(kit().store().update(session)).as(name).isEqualTo(SaveOutcome.SAVED);
          assertThat(kit().load(session.id()).get("cart"))
              .as("after %s", name)
              .isEqualTo(List.of("apple", "pear"));
        });
  }

  private void refused(Session session) {
    session.set("no", new Object());
    assertThatThrownBy(() -> kit().store().update(session))
        .isInstanceOf(UnstorableAttributeException.class);
    session.remove("no");
  }

  @Test
  @SuppressWarnings("unchecked") // a list of texts was stored
  default void S40_aListThatWasHandedOutBeforeAConflictIsThatOfTheSessionStill() {
    Session created = kit().session();
    created.set("cart", new ArrayList<>(List.of("apple")));
    kit().store().create(created);
    Session session = kit().load(created.id());
    List<String> cart = (List<String>) Objects.requireNonNull(session.get("cart"));
    for (String fruit : List.of("pear", "plum")) {
      Session other = kit().load(created.id());
      other.set("shape", "of " + fruit);
      kit().store().update(other);
      session.set("colour", "of " + fruit);
      assertThat(kit().store().update(session)).isEqualTo(SaveOutcome.SAVED);

      cart.add(fruit);
      assertThat(kit().store().update(session)).as(fruit).isEqualTo(SaveOutcome.SAVED);
    }

    assertThat(kit().load(created.id()).get("cart")).isEqualTo(List.of("apple", "pear", "plum"));
  }

  @Test
  default void S40_aListThatGrewAfterItsSessionWasCreatedOrMovedIsSaved() {
    Session session = kit().session();
    List<String> cart = new ArrayList<>(List.of("apple"));
    session.set("cart", cart);
    kit().store().create(session);
    cart.add("pear");
    kit().store().regenerate(session, LikeIds.next());
    cart.add("plum");
    kit().store().update(session);

    assertThat(kit().load(session.id()).get("cart")).isEqualTo(List.of("apple", "pear", "plum"));
  }

  /** What can't be changed itself may hold what can. */
  @Test
  default void S40_aListThatGrewInsideOfWhatCannotChangeIsSaved() {
    Map<String, UnaryOperator<Object>> around = new LinkedHashMap<>();
    around.put("List.of", List::of);
    around.put("Set.of", Set::of);
    around.put("Map.of", inner -> Map.of("k", inner));
    around.put("unmodifiableList", inner -> Collections.unmodifiableList(List.of(inner)));
    around.put("singletonList", Collections::singletonList);
    around.put("an array", inner -> new Object[] {inner});
    around.put("List.of twice", inner -> List.of(List.of(inner)));
    around.forEach(
        (name, wrap) -> {
          List<String> inner = new ArrayList<>(List.of("apple"));
          Session session = kit().session();
          session.set("around", wrap.apply(inner));
          kit().store().create(session);
          for (String fruit : List.of("pear", "plum")) {
            inner.add(fruit);
            assertThat(kit().store().update(session))
                .as("%s around what grew", name)
                .isEqualTo(SaveOutcome.SAVED);

            assertThat(kit().load(session.id()).get("around"))
                .as("%s around what grew", name)
                .usingRecursiveComparison()
                .isEqualTo(wrap.apply(inner));
          }
        });
  }

  /** Something that can't change itself, and holds what can. */
  record Basket(List<String> items, Map<String, List<String>> notes) {}

  @Test
  default void S35_whatGrowsInsideOfARecordIsSaved() {
    BlockingSessionStore store =
        kit()
            .store(
                options ->
                    options.serializer(
                        JsonSessionSerializer.builder().allow(Basket.class).build()));
    Session created = kit().session();
    created.set("basket", new Basket(new ArrayList<>(), new LinkedHashMap<>()));
    store.create(created);
    List<Consumer<Basket>> changes =
        List.of(
            basket -> basket.items().add("pen"),
            basket -> basket.notes().put("for", new ArrayList<>()),
            basket -> Objects.requireNonNull(basket.notes().get("for")).add("ada"));
    for (Consumer<Basket> change : changes) {
      Session session = store.get(created.id()).orElseThrow();
      change.accept(Objects.requireNonNull(session.get("basket", Basket.class)));

      assertThat(session.isModified()).isTrue();
      assertThat(store.update(session)).isEqualTo(SaveOutcome.SAVED);
    }

    assertThat(store.get(created.id()).orElseThrow().get("basket"))
        .isEqualTo(new Basket(List.of("pen"), Map.of("for", List.of("ada"))));
  }
}
