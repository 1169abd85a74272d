package io.cloakroom.tck.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
}
