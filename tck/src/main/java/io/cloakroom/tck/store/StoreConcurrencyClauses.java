package io.cloakroom.tck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.record.SameSite;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.StoreObserver;
import io.cloakroom.tck.client.ConcurrentTasks;
import io.cloakroom.tck.client.CountingRedisCommands;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.store.fault.CountingObserver;
import io.cloakroom.tck.store.fixture.OtherOptions;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** S10, S11 and S25: several requests and one session. */
interface StoreConcurrencyClauses extends StoreClauses {

  @Test
  default void S10_aDestroyedSessionStaysGoneWhenAHolderSavesIt() {
    Session held = kit().stored();
    held.set("user", "bob");
    kit().store().destroy(held.id());

    assertThat(kit().store().update(held)).as("the caller is told").isEqualTo(SaveOutcome.GONE);
    assertThat(kit().recordOf(held.id())).isEmpty();
  }

  @Test
  default void S10_creatingDoesNotReplaceASession() {
    Session first = kit().stored();
    Session second = Session.create(first.id(), first.cookie());
    second.set("user", "mallory");

    assertThat(kit().store().create(second)).isEqualTo(SaveOutcome.ID_IN_USE);
    assertThat(second.isNew()).as("whoever met a taken id holds no stored session").isTrue();
    assertThatThrownBy(() -> kit().store().update(second))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(kit().load(first.id()).get("user")).isEqualTo("ada");
  }

  @Test
  default void S10_aDestroyedSessionIsNotBroughtBackUnderANewId() {
    Session held = kit().stored();
    kit().store().destroy(held.id());
    SessionId newId = LikeIds.next();

    assertThat(kit().store().regenerate(held, newId)).isEqualTo(SaveOutcome.GONE);
    assertThat(kit().recordOf(held.id())).isEmpty();
    assertThat(kit().recordOf(newId)).isEmpty();
  }

  @Test
  default void S11_twoRequestsThatChangeDifferentAttributesBothKeepTheirChange() {
    Session one = kit().stored();
    Session other = kit().load(one.id());
    one.set("colour", "green");
    other.set("size", 3);
    other.remove("user");

    assertThat(kit().store().update(one)).isEqualTo(SaveOutcome.SAVED);
    assertThat(kit().store().update(other)).isEqualTo(SaveOutcome.SAVED);

    Map<String, Object> both = Map.of("colour", "green", "size", 3);
    assertThat(kit().load(one.id()).attributes()).isEqualTo(both);
    assertThat(other.attributes()).as("the later one has seen the earlier").isEqualTo(both);
  }

  @Test
  default void S11_whatIsClearedGoesAndWhatOthersSetStays() {
    Session one = kit().stored();
    Session other = kit().load(one.id());
    other.set("size", 3);
    one.clear();

    assertThat(one.isModified()).isTrue();
    kit().store().update(other);
    kit().store().update(one);

    assertThat(kit().load(one.id()).attributes()).isEqualTo(Map.of("size", 3));
  }

  @Test
  default void S11_aChangedCookieAndWhatOthersSetBothStay() {
    Session one = kit().stored();
    Session other = kit().load(one.id());
    Duration hour = Duration.ofHours(1);
    one.setCookie(new SessionCookie(hour, null, false, true, null, "/", SameSite.LAX, null, null));
    other.set("size", 3);

    kit().store().update(other);
    kit().store().update(one);

    Session after = kit().load(one.id());
    assertThat(after.cookie().maxAge()).isEqualTo(hour);
    assertThat(after.get("size")).isEqualTo(3);
  }

  @Test
  default void S11_forOneAttributeTheLaterSaveWins() {
    Session one = kit().stored();
    Session other = kit().load(one.id());
    one.set("user", "bob");
    other.set("user", "eve");

    kit().store().update(one);
    kit().store().update(other);

    assertThat(kit().load(one.id()).get("user")).isEqualTo("eve");
  }

  @Test
  default void S11_aListThatGrewInPlaceIsNotLost() {
    Session session = kit().session();
    session.set("basket", new ArrayList<>(List.of("pen")));
    kit().store().create(session);
    Session one = kit().load(session.id());
    Session other = kit().load(session.id());
    @SuppressWarnings("unchecked")
    List<String> basket = (List<String>) Objects.requireNonNull(one.get("basket"));
    basket.add("ink");
    other.set("colour", "green");

    kit().store().update(other);
    kit().store().update(one);

    Session after = kit().load(session.id());
    assertThat(after.get("basket")).isEqualTo(List.of("pen", "ink"));
    assertThat(after.get("colour")).isEqualTo("green");
  }

  @Test
  default void S11_aListThatGrewAmongAllAttributesIsNotLost() {
    Session session = kit().session();
    session.set("basket", new ArrayList<>(List.of("pen")));
    kit().store().create(session);
    Session held = kit().load(session.id());
    Session other = kit().load(session.id());
    @SuppressWarnings("unchecked")
    List<String> basket = (List<String>) Objects.requireNonNull(held.attributes().get("basket"));
    basket.add("ink");
    other.set("colour", "green");

    assertThat(held.isModified()).isTrue();
    kit().store().update(other);
    kit().store().update(held);

    Session after = kit().load(session.id());
    assertThat(after.get("basket")).isEqualTo(List.of("pen", "ink"));
    assertThat(after.get("colour")).isEqualTo("green");
  }

  @Test
  default void S11_underManyWritersNothingIsLost() throws Exception {
    int writers = 16;
    Session session = kit().stored();
    BlockingSessionStore store = kit().store();
    List<Callable<SaveOutcome>> tasks = new ArrayList<>();
    Map<String, Object> expected = new HashMap<>(Map.of("user", "ada"));
    for (int writer = 0; writer < writers; writer++) {
      expected.put("writer" + writer, writer);
      Session held = kit().load(session.id());
      held.set("writer" + writer, writer);
      tasks.add(() -> store.update(held));
    }

    assertThat(ConcurrentTasks.run(tasks)).hasSize(writers).containsOnly(SaveOutcome.SAVED);

    assertThat(kit().load(session.id()).attributes()).isEqualTo(expected);
  }

  @Test
  default void S11_withoutAConflictASaveIsOneCommandAndAConflictCostsOneMore() {
    Session one = kit().stored();
    Session other = kit().load(one.id());
    one.set("colour", "green");
    other.set("size", 3);
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    BlockingSessionStore store = kit().store(counted, options -> {});

    store.update(one);
    assertThat(counted.commands().size()).isEqualTo(1);

    store.update(other);
    assertThat(counted.commands().size()).isEqualTo(3);
  }

  @Test
  default void S11_aConflictThatWasResolvedIsCounted() {
    Session one = kit().stored();
    Session other = kit().load(one.id());
    one.set("colour", "green");
    other.set("size", 3);
    List<CountingObserver> observers = List.of(new CountingObserver(), new CountingObserver());
    BlockingSessionStore store =
        kit().store(options -> options.observer(observers.toArray(StoreObserver[]::new)));

    store.update(one);
    assertThat(observers).allMatch(observer -> observer.conflicts() == 0);
    store.update(other);

    assertThat(observers).allMatch(observer -> observer.conflicts() == 1);
    assertThat(observers).allMatch(observer -> observer.unresolved() == 0);
  }

  @Test
  default void S11_aHandedOutListStaysInTheSessionWhenOthersChangeSomethingElse() {
    Session session = kit().session();
    session.set("basket", new ArrayList<>(List.of("pen")));
    kit().store().create(session);
    Session one = kit().load(session.id());
    Session other = kit().load(session.id());
    @SuppressWarnings("unchecked")
    List<String> basket = (List<String>) Objects.requireNonNull(one.get("basket"));
    other.set("colour", "green");
    kit().store().update(other);
    one.set("size", 3);
    kit().store().update(one);

    basket.add("ink");
    kit().store().update(one);

    assertThat(kit().load(session.id()).get("basket")).isEqualTo(List.of("pen", "ink"));
  }

  @Test
  default void S25_destroyedTwiceTheSecondIsFalse() {
    OtherOptions.each(
        (beside, options) -> {
          Session session = kit().stored();
          BlockingSessionStore store = kit().store(options);

          assertThat(store.destroy(session.id())).as("with %s", beside).isTrue();
          assertThat(store.destroy(session.id())).as("with %s", beside).isFalse();
          assertThat(kit().recordOf(session.id())).isEmpty();
        });
  }

  /** Whoever used it knows until when it lived. */
  @Test
  default void S10_whatAnotherRequestEndsIsGoneAndHasNotExpired() {
    Instant begin = Instant.now();
    AtomicReference<Instant> now = new AtomicReference<>(begin);
    BlockingSessionStore store =
        kit().store(options -> options.clock(now::get).ttl(Duration.ofMinutes(10)));
    List<Consumer<Session>> uses =
        List.of(
            store::touch,
            store::resave,
            store::set,
            session -> {
              session.set("colour", "blue");
              store.update(session);
            });
    for (Consumer<Session> use : uses) {
      now.set(begin);
      Session created = kit().stored(store);
      Session session = store.getAndTouch(created.id(), null).orElseThrow();
      now.set(begin.plus(Duration.ofMinutes(8)));
      use.accept(session);
      now.set(begin.plus(Duration.ofMinutes(12)));
      store.destroy(session.id());
      session.set("colour", "green");

      assertThat(store.update(session)).isEqualTo(SaveOutcome.GONE);
    }
  }
}
