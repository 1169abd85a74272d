package io.cloakroom.tck.store.index;

import static io.cloakroom.tck.store.index.UserIndexSteps.answer;
import static io.cloakroom.tck.store.index.UserIndexSteps.assertFound;
import static io.cloakroom.tck.store.index.UserIndexSteps.begin;
import static io.cloakroom.tck.store.index.UserIndexSteps.indexKey;
import static io.cloakroom.tck.store.index.UserIndexSteps.indexed;
import static io.cloakroom.tck.store.index.UserIndexSteps.indexing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.OnConflict;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.client.CountingRedisCommands;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.model.Disguises;
import io.cloakroom.tck.store.fault.InsteadPort;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** S27: finding and destroying the sessions of a user. */
public interface StoreUserIndexClauses extends StoreClauses {

  /** More commands than the end of a user's only session takes, under an old id and a new one. */
  int MOST_STEPS = 9;

  @Test
  default void S27_theSessionsOfAUserAreFoundAndNobodyElses() {
    BlockingSessionStore store = indexed(kit());
    Session first = begin(kit(), store, "ada");
    Session second = begin(kit(), store, "ada");
    begin(kit(), store, "bob");
    Session nobodys = kit().session();
    nobodys.clear();
    nobodys.set("colour", "green");
    store.create(nobodys);

    assertFound(store, "ada", first, second);
    assertFound(store, "carol");
    assertThat(store.findByUser("ada").get(0).attributes()).isEqualTo(Map.of("user", "ada"));
  }

  /** What begins alike, is spelt alike, or is a pattern of another is another user. */
  @Test
  default void S27_usersWithLikeNamesAreOthers() {
    BlockingSessionStore store = indexed(kit());
    List<String> users =
        List.of(
            "ada",
            "Ada",
            "ada2",
            "ad",
            "ada ",
            "ada:",
            "ada*",
            "?da",
            "\u00e9da",
            "e\u0301da",
            "a",
            "ada@example.test",
            "ada@example.test.evil",
            "0",
            "00",
            "null");
    Map<String, Session> sessions = new LinkedHashMap<>();
    users.forEach(user -> sessions.put(user, begin(kit(), store, user)));

    sessions.forEach((user, session) -> assertFound(store, user, session));
    for (String user : users) {
      assertThat(store.destroyAll(user)).as("sessions of %s", user).isOne();
      sessions.remove(user);
      sessions.forEach((other, session) -> assertFound(store, other, session));
    }
  }

  @Test
  default void S27_moreThanOneBatchIsFoundAndDestroyed() {
    BlockingSessionStore store = indexed(kit());
    for (int i = 0; i < 230; i++) {
      begin(kit(), store, "ada");
    }

    assertThat(store.findByUser("ada")).hasSize(230);
    assertThat(store.destroyAll("ada")).isEqualTo(230);
    assertFound(store, "ada");
  }

  @Test
  default void S27_whatWasDestroyedOrHasExpiredIsNotFound() {
    BlockingSessionStore store = indexed(kit());
    Session alive = begin(kit(), store, "ada");
    Session destroyed = begin(kit(), store, "ada");
    store.destroy(destroyed.id());
    Session expired = begin(kit(), store, "ada");
    answer(kit().client().expire(kit().keyOf(expired.id()), Duration.ofMillis(1)));
    kit().redis().letPass(Duration.ofMillis(20));

    assertFound(store, "ada", alive);
  }

  @Test
  default void S27_aSessionThatGetsAnotherUserLeavesTheIndexOfTheFirst() {
    BlockingSessionStore store = indexed(kit());
    Session session = begin(kit(), store, "ada");

    session.set("user", "bob");
    store.update(session);
    assertFound(store, "ada");
    assertFound(store, "bob", session);

    session.remove("user");
    session.set("colour", "green");
    store.update(session);
    assertFound(store, "bob");

    session.set("user", "ada");
    store.update(session);
    assertFound(store, "ada", session);
  }

  @Test
  default void S27_destroyAllLeavesExactlyTheSessionsThatStay() {
    for (OnConflict policy : OnConflict.values()) {
      BlockingSessionStore store = kit().store(options -> indexing(options).onConflict(policy));
      Session mine = begin(kit(), store, "ada");
      Session another = begin(kit(), store, "ada");
      Session bobs = begin(kit(), store, "bob");
      another.set("colour", "green");

      assertThat(store.destroyAll("ada", mine.id())).isEqualTo(1);

      assertFound(store, "ada", mine);
      assertFound(store, "bob", bobs);
      assertThat(store.update(another)).as("what it still saves").isEqualTo(SaveOutcome.GONE);
      assertThat(kit().recordOf(another.id())).isEmpty();
      assertThat(store.destroyAll("ada")).isEqualTo(1);
      assertThat(store.destroyAll("ada")).isZero();
      store.destroy(bobs.id());
    }
  }

  @Test
  default void S24_theIndexMovesAlong() {
    BlockingSessionStore store = indexed(kit());
    Session session = begin(kit(), store, "ada");

    store.regenerate(session, LikeIds.next());
    Session renamed = session;

    assertFound(store, "ada", renamed);
  }

  /** Each step of an end may come before or after the session has moved. */
  @Test
  default void S27_aSessionThatGetsANewIdMeanwhileIsDestroyedUnderIt() {
    for (int step = 0; step < MOST_STEPS; step++) {
      Session session = begin(kit(), indexed(kit()), "ada");
      SessionId newId = LikeIds.next();
      SessionStore others = kit().asynchronous(kit().client(), UserIndexSteps::indexing);
      AtomicInteger left = new AtomicInteger(step);
      RedisCommands moving =
          InsteadPort.before(
              kit().client(),
              () ->
                  left.getAndDecrement() == 0
                      ? others.regenerate(session, newId)
                      : CompletableFuture.completedStage(null));

      kit().store(moving, UserIndexSteps::indexing).destroyAll("ada");

      assertThat(kit().recordOf(session.id())).as("moved before command %s", step).isEmpty();
      assertThat(kit().recordOf(newId)).as("moved before command %s", step).isEmpty();
    }
  }

  @Test
  default void S12_indexKeysAreNoSessions() {
    BlockingSessionStore store = indexed(kit());
    Session session = begin(kit(), store, "ada");

    assertThat(store.ids()).containsExactly(session.id());
    assertThat(store.all()).hasSize(1);
    assertThat(store.length()).isEqualTo(1);
    assertThat(store.clear()).isEqualTo(1);
    assertFound(store, "ada");
  }

  @Test
  default void S28_theIndexHoldsNeitherTheIdNorTheUser() {
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    BlockingSessionStore store = kit().store(counted, options -> indexing(options).idHashing(true));
    Session session = begin(kit(), store, "ada.lovelace@example.org");

    String key = indexKey(counted);
    assertThat(Disguises.shown("ada.lovelace@example.org", key)).as("in %s", key).isEmpty();
    assertHides(key, session.id());
    store.regenerate(session, LikeIds.next());
    assertHides(key, session.id());
    assertThatThrownBy(() -> store.findByUser("ada.lovelace@example.org"))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("findHashedByUser");
    assertThat(store.destroyAll("ada.lovelace@example.org", session.id())).isZero();
    assertThat(store.get(session.id())).isPresent();
    assertThat(store.destroyAll("ada.lovelace@example.org")).isEqualTo(1);
    assertThat(store.get(session.id())).isEmpty();
  }

  private void assertHides(String key, SessionId id) {
    assertThat(answer(kit().client().eval(RedisScript.INDEX_READ, List.of(key), List.of())))
        .hasSize(1)
        .allSatisfy(member -> assertThat(Disguises.shown(id.value(), member)).isEmpty());
  }

  @Test
  @SuppressWarnings("NullAway") // the misuse that is tested
  default void S27_anInvalidUserIsAnErrorAndSendsNoCommand() {
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    BlockingSessionStore store = kit().store(counted, UserIndexSteps::indexing);

    for (String nobody : new String[] {null, "", "  "}) {
      assertThatIllegalArgumentException().isThrownBy(() -> store.findByUser(nobody));
      assertThatIllegalArgumentException().isThrownBy(() -> store.destroyAll(nobody));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.destroyAll("ada", (SessionId) null));
    assertThat(counted.total()).isZero();
  }

  @Test
  default void S27_withoutTheOptionTheErrorNamesIt() {
    assertThatIllegalStateException()
        .isThrownBy(() -> kit().store().findByUser("ada"))
        .withMessageContaining("userIndex");
    assertThatIllegalStateException()
        .isThrownBy(() -> kit().store().destroyAll("ada"))
        .withMessageContaining("userIndex");
  }

  @Test
  @SuppressWarnings("NullAway") // the misuse that is tested
  default void S8_anInvalidIndexIsRefusedByName() {
    Map<String, Consumer<RedisSessionStoreBuilder>> bad =
        Map.of(
            "null", options -> options.userIndex((String) null),
            "blank", options -> options.userIndex(" "),
            "with disableTtl", options -> indexing(options).disableTtl(true));

    bad.forEach(
        (what, options) ->
            assertThatThrownBy(() -> kit().store(options))
                .as(what)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("userIndex"));
  }
}
