package io.cloakroom.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** S10, S11, S24 and S25: several requests and one session. */
interface StoreConcurrencyClauses extends StoreClauses {

  @Test
  default void S10_aDestroyedSessionStaysGoneWhenAHolderSavesIt() {
    Session held = kit().stored();
    held.set("user", "bob");
    kit().store().destroy(held.id());

    assertThat(kit().store().update(held)).as("the caller is told").isFalse();
    assertThat(kit().recordOf(held.id())).isEmpty();
  }

  @Test
  default void S10_creatingDoesNotReplaceASession() {
    Session first = kit().stored();
    Session second = Session.create(first.id(), first.cookie());
    second.set("user", "mallory");

    assertThat(kit().store().create(second)).isFalse();
    assertThat(kit().load(first.id()).get("user")).isEqualTo("ada");
  }

  @Test
  default void S10_aDestroyedSessionIsNotBroughtBackUnderANewId() {
    Session held = kit().stored();
    kit().store().destroy(held.id());
    SessionId newId = SessionId.random();

    assertThat(kit().store().regenerate(held, newId)).isEmpty();
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

    assertThat(kit().store().update(one)).isTrue();
    assertThat(kit().store().update(other)).isTrue();

    Map<String, Object> both = Map.of("colour", "green", "size", 3);
    assertThat(kit().load(one.id()).attributes()).isEqualTo(both);
    assertThat(other.attributes()).as("the later one has seen the earlier").isEqualTo(both);
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
  default void S11_underManyWritersNothingIsLost() throws Exception {
    int writers = 16;
    Session session = kit().stored();
    BlockingSessionStore store = kit().store();
    List<Callable<Boolean>> tasks = new ArrayList<>();
    for (int writer = 0; writer < writers; writer++) {
      Session held = kit().load(session.id());
      held.set("writer" + writer, writer);
      tasks.add(() -> store.update(held));
    }

    assertThat(Racers.race(tasks)).hasSize(writers).containsOnly(true);

    assertThat(kit().load(session.id()).names()).hasSize(writers + 1);
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
  default void S24_theDataStandsUnderTheNewIdAndTheOldIdIsDead() {
    Session session = kit().stored();
    session.set("colour", "green");
    SessionId newId = SessionId.random();

    Session renamed = kit().store().regenerate(session, newId).orElseThrow();

    assertThat(renamed.id()).isEqualTo(newId);
    assertThat(kit().recordOf(session.id())).isEmpty();
    assertThat(kit().load(newId).attributes()).isEqualTo(Map.of("user", "ada", "colour", "green"));
    assertThat(kit().ttl(newId)).isInstanceOf(TimeToLive.Remaining.class);
  }

  @Test
  default void S24_thereIsNoMomentWithoutEither() {
    Session session = kit().stored();
    SessionId newId = SessionId.random();
    List<Boolean> moments = new CopyOnWriteArrayList<>();
    RedisCommands client = kit().client();
    BlockingSessionStore store =
        kit()
            .store(
                new BeforeEachWrite(
                    client,
                    () ->
                        client
                            .get(kit().keyOf(session.id()))
                            .thenCombine(
                                client.get(kit().keyOf(newId)),
                                (old, fresh) -> moments.add(old.isPresent() || fresh.isPresent()))),
                options -> {});

    store.regenerate(session, newId);

    assertThat(moments).isNotEmpty().containsOnly(true);
  }

  @Test
  default void S24_whatOthersSavedUnderTheOldIdMovesAlong() {
    Session session = kit().stored();
    Session other = kit().load(session.id());
    other.set("size", 3);
    kit().store().update(other);
    SessionId newId = SessionId.random();

    kit().store().regenerate(session, newId);

    assertThat(kit().load(newId).attributes()).isEqualTo(Map.of("user", "ada", "size", 3));
    assertThat(kit().recordOf(session.id())).isEmpty();
  }

  @Test
  default void S24_anIdThatIsInUseIsNotTaken() {
    Session session = kit().stored();
    Session other = kit().stored();
    other.set("user", "bob");
    kit().store().update(other);

    assertThatIllegalStateException()
        .isThrownBy(() -> kit().store().regenerate(session, other.id()));

    assertThat(kit().load(other.id()).get("user")).isEqualTo("bob");
    assertThat(kit().load(session.id()).get("user")).isEqualTo("ada");
  }

  @Test
  default void S25_destroyedTwiceTheSecondIsFalse() {
    Session session = kit().stored();

    assertThat(kit().store().destroy(session.id())).isTrue();
    assertThat(kit().store().destroy(session.id())).isFalse();
    assertThat(kit().recordOf(session.id())).isEmpty();
  }
}
