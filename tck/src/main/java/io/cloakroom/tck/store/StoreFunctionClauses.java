package io.cloakroom.tck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.tck.client.ConcurrentTasks;
import io.cloakroom.tck.client.CountingRedisCommands;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** S41 and S42: changes that are functions, and many writers of one session. */
interface StoreFunctionClauses extends StoreClauses {

  Function<Integer, Integer> COUNT = visits -> visits == null ? 1 : visits + 1;

  @Test
  default void S41_aFunctionIsAppliedAtOnceAndAgainOnAConflict() {
    Session one = kit().stored();
    Session other = kit().load(one.id());
    assertThat(one.update("visits", Integer.class, COUNT)).isEqualTo(1);
    assertThat(one.get("visits", Integer.class)).isEqualTo(1);
    other.update("visits", int.class, COUNT);

    kit().store().update(one);
    kit().store().update(other);

    assertThat(kit().load(one.id()).get("visits", Integer.class)).isEqualTo(2);
    assertThat(other.get("visits")).isEqualTo(2);
  }

  @Test
  @SuppressWarnings("unchecked")
  default void S41_whatSeveralRequestsAppendAndRemoveAllCounts() {
    Session created = kit().session();
    created.set("cart", new ArrayList<>(List.of("apple", "pear")));
    kit().store().create(created);
    Session one = kit().load(created.id());
    Session other = kit().load(created.id());
    Session third = kit().load(created.id());
    one.update("cart", List.class, cart -> with(cart, "plum"));
    other.update("cart", List.class, cart -> without(cart, "apple"));
    third.update("cart", List.class, cart -> with(cart, "fig"));
    third.update("cart", List.class, cart -> with(cart, "nut"));

    kit().store().update(one);
    kit().store().update(other);
    kit().store().update(third);

    assertThat((List<String>) kit().load(created.id()).get("cart"))
        .containsExactly("pear", "plum", "fig", "nut");
  }

  @Test
  default void S41_aHundredIncrementsGiveAHundred() throws Exception {
    Session created = kit().stored();
    BlockingSessionStore store = kit().store();
    List<Callable<SaveOutcome>> tasks = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Session mine = kit().load(created.id());
      mine.update("visits", Integer.class, COUNT);
      tasks.add(() -> store.update(mine));
    }

    assertThat(ConcurrentTasks.run(tasks)).containsOnly(SaveOutcome.SAVED);

    assertThat(kit().load(created.id()).get("visits")).isEqualTo(100);
  }

  @Test
  default void S41_whatWasSetBeforeAFunctionStaysSet() {
    Session one = kit().stored();
    Session other = kit().load(one.id());
    other.set("visits", 50);
    kit().store().update(other);

    one.set("visits", 10);
    one.update("visits", Integer.class, COUNT);
    kit().store().update(one);

    assertThat(kit().load(one.id()).get("visits")).isEqualTo(11);
  }

  @Test
  @SuppressWarnings("unchecked")
  default void S41_whatWasChangedInPlaceBesideAFunctionIsKept() {
    Session created = kit().session();
    created.set("cart", new ArrayList<>(List.of("apple")));
    kit().store().create(created);
    Session before = kit().load(created.id());
    Session after = kit().load(created.id());
    Session other = kit().load(created.id());
    ((List<String>) Objects.requireNonNull(before.get("cart"))).add("pear");
    before.update("cart", List.class, cart -> with(cart, "plum"));
    List<String> result =
        Objects.requireNonNull(after.update("cart", List.class, cart -> with(cart, "fig")));
    result.add("nut");
    other.set("colour", "green");
    kit().store().update(other);

    kit().store().update(before);
    assertThat((List<String>) kit().load(created.id()).get("cart"))
        .containsExactly("apple", "pear", "plum");
    kit().store().update(after);
    assertThat((List<String>) kit().load(created.id()).get("cart")).contains("fig", "nut");
  }

  @Test
  default void S41_nullRemovesAndWhatAFunctionThrowsChangesNothing() {
    Session session = kit().stored();

    assertThatThrownBy(
            () ->
                session.update(
                    "user",
                    String.class,
                    user -> {
                      throw new IllegalStateException("no");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(session.isModified()).isFalse();
    assertThatThrownBy(() -> session.update("user", Integer.class, COUNT))
        .isInstanceOf(ClassCastException.class)
        .hasMessageContaining("user")
        .hasMessageContaining("java.lang.String")
        .hasMessageContaining("java.lang.Integer");

    assertThat(session.update("user", String.class, user -> null)).isNull();
    kit().store().update(session);

    assertThat(kit().load(session.id()).names()).isEmpty();
  }

  /** Whichever way something was changed before, and is not saved yet. */
  @Test
  @SuppressWarnings("unchecked")
  default void S41_aFunctionThatThrowsTakesBackNothingElse() {
    List<Consumer<Session>> changes =
        List.of(
            session -> session.set("cart", new ArrayList<>(List.of("apple", "pear"))),
            session -> ((List<String>) Objects.requireNonNull(session.get("cart"))).add("pear"),
            session -> session.update("cart", List.class, cart -> with(cart, "pear")));
    for (Consumer<Session> change : changes) {
      Session created = kit().session();
      created.set("cart", new ArrayList<>(List.of("apple")));
      kit().store().create(created);
      Session session = kit().load(created.id());
      change.accept(session);

      assertThatThrownBy(
              () ->
                  session.update(
                      "cart",
                      List.class,
                      cart -> {
                        cart.add("half");
                        throw new IllegalStateException("no");
                      }))
          .isInstanceOf(IllegalStateException.class);

      assertThat(session.get("cart")).isEqualTo(List.of("apple", "pear"));
      assertThat(kit().store().update(session)).isEqualTo(SaveOutcome.SAVED);
      assertThat(kit().load(created.id()).get("cart")).isEqualTo(List.of("apple", "pear"));
    }
  }

  /** The last item of a basket that two requests empty. */
  @Test
  default void S41_whatAFunctionRemovesOnAConflictIsRemoved() {
    Function<Integer, Integer> takeOne = items -> items == null || items == 1 ? null : items - 1;
    Session created = kit().session();
    created.set("items", 2);
    kit().store().create(created);
    Session one = kit().load(created.id());
    Session other = kit().load(created.id());
    one.update("items", Integer.class, takeOne);
    other.update("items", Integer.class, takeOne);

    assertThat(kit().store().update(one)).isEqualTo(SaveOutcome.SAVED);
    assertThat(kit().store().update(other)).isEqualTo(SaveOutcome.SAVED);

    assertThat(other.names()).doesNotContain("items");
    assertThat(kit().load(created.id()).names()).doesNotContain("items");
  }

  @Test
  default void S42_manyWritersWithinAStoreTakeTurns() throws Exception {
    Session created = kit().stored();
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    BlockingSessionStore store = kit().store(counted, options -> {});
    List<Callable<SaveOutcome>> tasks = writers(created, 200, writer -> store);
    counted.reset();

    assertThat(ConcurrentTasks.run(tasks)).containsOnly(SaveOutcome.SAVED);

    assertThat(kit().load(created.id()).attributes()).isEqualTo(by(200));
    assertThat(counted.total()).as("commands of 200 writers").isLessThan(420);
  }

  @Test
  default void S42_manyWritersOfManyStoresAllSucceed() throws Exception {
    Session created = kit().stored();
    List<BlockingSessionStore> stores = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      stores.add(kit().store());
    }

    List<Callable<SaveOutcome>> tasks = writers(created, 200, writer -> stores.get(writer % 25));
    assertThat(ConcurrentTasks.run(tasks)).containsOnly(SaveOutcome.SAVED);

    assertThat(kit().load(created.id()).attributes()).isEqualTo(by(200));
  }

  /** What so many writers leave. */
  private static Map<String, Object> by(int writers) {
    Map<String, Object> attributes = new HashMap<>(Map.of("user", "ada"));
    IntStream.range(0, writers).forEach(writer -> attributes.put("writer" + writer, writer));
    return attributes;
  }

  private List<Callable<SaveOutcome>> writers(
      Session created, int number, Function<Integer, BlockingSessionStore> stores) {
    List<Callable<SaveOutcome>> tasks = new ArrayList<>();
    for (int writer = 0; writer < number; writer++) {
      Session mine = kit().load(created.id());
      mine.set("writer" + writer, writer);
      BlockingSessionStore store = stores.apply(writer);
      tasks.add(() -> store.update(mine));
    }
    return tasks;
  }

  private static List<String> with(List<String> list, String element) {
    List<String> longer = new ArrayList<>(list);
    longer.add(element);
    return longer;
  }

  private static List<String> without(List<String> list, String element) {
    List<String> shorter = new ArrayList<>(list);
    shorter.remove(element);
    return shorter;
  }
}
