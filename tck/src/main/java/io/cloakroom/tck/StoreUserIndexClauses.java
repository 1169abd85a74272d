package io.cloakroom.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.OnConflict;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.CountingRedisCommands.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** S27: the sessions of a user. */
interface StoreUserIndexClauses extends StoreClauses {

  @Test
  default void S27_theSessionsOfAUserAreFoundAndNobodyElses() {
    BlockingSessionStore store = indexed();
    Session first = begin(store, "ada");
    Session second = begin(store, "ada");
    begin(store, "bob");
    Session nobodys = kit().session();
    nobodys.clear();
    nobodys.set("colour", "green");
    store.create(nobodys);

    assertFound(store, "ada", first, second);
    assertFound(store, "carol");
    assertThat(store.findByUser("ada").get(0).attributes()).isEqualTo(Map.of("user", "ada"));
  }

  @Test
  default void S27_moreThanOneBatchIsFoundAndDestroyed() {
    BlockingSessionStore store = indexed();
    for (int i = 0; i < 230; i++) {
      begin(store, "ada");
    }

    assertThat(store.findByUser("ada")).hasSize(230);
    assertThat(store.destroyAll("ada")).isEqualTo(230);
    assertFound(store, "ada");
  }

  @Test
  default void S27_whatWasDestroyedOrHasExpiredIsNotFound() {
    BlockingSessionStore store = indexed();
    Session alive = begin(store, "ada");
    Session destroyed = begin(store, "ada");
    store.destroy(destroyed.id());
    Session expired = begin(store, "ada");
    answer(kit().client().expire(kit().keyOf(expired.id()), Duration.ofMillis(1)));
    kit().redis().letPass(Duration.ofMillis(20));

    assertFound(store, "ada", alive);
  }

  @Test
  default void S27_aSessionThatChangesHandsLeavesTheIndexOfItsUser() {
    BlockingSessionStore store = indexed();
    Session session = begin(store, "ada");

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
      Session mine = begin(store, "ada");
      Session another = begin(store, "ada");
      Session bobs = begin(store, "bob");
      another.set("colour", "green");

      assertThat(store.destroyAll("ada", mine.id())).isEqualTo(1);

      assertFound(store, "ada", mine);
      assertFound(store, "bob", bobs);
      assertThat(store.update(another)).as("what it still saves").isFalse();
      assertThat(kit().recordOf(another.id())).isEmpty();
      assertThat(store.destroyAll("ada")).isEqualTo(1);
      assertThat(store.destroyAll("ada")).isZero();
      store.destroy(bobs.id());
    }
  }

  @Test
  default void S24_theIndexMovesAlong() {
    BlockingSessionStore store = indexed();
    Session session = begin(store, "ada");

    Session renamed = store.regenerate(session, SessionId.random()).orElseThrow();

    assertFound(store, "ada", renamed);
  }

  @Test
  default void S27_aSessionThatGetsANewIdMeanwhileIsDestroyedUnderIt() {
    Session session = begin(indexed(), "ada");
    SessionId newId = SessionId.random();
    SessionStore others = kit().asynchronous(kit().client(), StoreUserIndexClauses::indexing);
    BlockingSessionStore store =
        kit()
            .store(
                beforeTheFirstMultiGet(() -> others.regenerate(session, newId)),
                StoreUserIndexClauses::indexing);

    assertThat(store.destroyAll("ada")).isEqualTo(1);

    assertThat(kit().recordOf(session.id())).isEmpty();
    assertThat(kit().recordOf(newId)).isEmpty();
  }

  @Test
  default void S27_theIndexIsWrittenBeforeTheRecord() {
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    BlockingSessionStore store = kit().store(counted, StoreUserIndexClauses::indexing);
    Session session = kit().session();

    store.create(session);

    assertThat(counted.commands()).containsExactly("eval INDEX_ADD", "set");
    assertThat(counted.calls())
        .allSatisfy(
            call -> assertThat(call.keys()).hasSize(1).allMatch(k -> k.startsWith(kit().prefix())));
  }

  @Test
  default void S27_whoeverUsesASessionKeepsItInTheIndex() {
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    BlockingSessionStore first = kit().store(counted, StoreUserIndexClauses::indexing);
    Session session = begin(first, "ada");
    List<Consumer<BlockingSessionStore>> uses =
        List.of(
            store -> store.getAndTouch(session.id(), null),
            store -> store.touch(session),
            store -> store.update(session),
            store -> store.set(session));
    for (Consumer<BlockingSessionStore> use : uses) {
      answer(kit().client().delete(List.of(indexKey(counted))));
      assertFound(first, "ada");

      use.accept(indexed());

      assertFound(first, "ada", session);
    }
  }

  @Test
  default void S27_whatTheServerLosesOfTheIndexIsBackWithinMinutes() {
    Instant begin = Instant.parse("2026-03-01T12:00:00Z");
    AtomicReference<Instant> now = new AtomicReference<>(begin);
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    BlockingSessionStore store = kit().store(counted, options -> indexing(options).clock(now::get));
    Session session = begin(store, "ada");
    answer(kit().client().delete(List.of(indexKey(counted))));

    now.set(begin.plus(Duration.ofMinutes(5)));
    store.getAndTouch(session.id(), null);

    assertFound(store, "ada", session);
  }

  @Test
  default void S27_entriesVanishByThemselves() {
    String key = kit().prefix() + "users:anybody";
    enter(key, "brief", 20);
    enter(key, "long", 60_000);
    enter(key, "long", 30_000);

    kit().redis().letPass(Duration.ofMillis(40));

    assertThat(answer(kit().client().eval(RedisScript.INDEX_READ, List.of(key), List.of())))
        .extracting(member -> new String(member, UTF_8))
        .containsExactly("long");
    assertThat(kit().redis().timeToLive(key))
        .isInstanceOfSatisfying(
            TimeToLive.Remaining.class,
            left ->
                assertThat(left.duration())
                    .isBetween(Duration.ofSeconds(31), Duration.ofSeconds(60)));
  }

  @Test
  default void S27_readingASessionAgainIsOneCommand() {
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    BlockingSessionStore store = kit().store(counted, StoreUserIndexClauses::indexing);
    Session session = begin(store, "ada");
    counted.reset();

    store.getAndTouch(session.id(), null);
    store.getAndTouch(session.id(), null);

    assertThat(counted.total()).isEqualTo(2);
  }

  @Test
  default void S27_aSessionFromBeforeIsFoundOnceItIsUsed() {
    Session session = kit().stored();
    BlockingSessionStore store = indexed();

    store.getAndTouch(session.id(), null);

    assertFound(store, "ada", session);
  }

  @Test
  default void S27_theIndexExpiresByItself() {
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    Duration ttl = Duration.ofHours(1);
    BlockingSessionStore store = kit().store(counted, options -> indexing(options).ttl(ttl));
    begin(store, "ada");

    TimeToLive left = kit().redis().timeToLive(indexKey(counted));

    assertThat(left)
        .isInstanceOfSatisfying(
            TimeToLive.Remaining.class,
            remaining -> assertThat(remaining.duration()).isBetween(ttl, ttl.multipliedBy(3)));
  }

  @Test
  default void S12_indexKeysAreNoSessions() {
    BlockingSessionStore store = indexed();
    Session session = begin(store, "ada");

    assertThat(store.ids()).containsExactly(session.id());
    assertThat(store.all()).hasSize(1);
    assertThat(store.length()).isEqualTo(1);
    assertThat(store.clear()).isEqualTo(1);
    assertFound(store, "ada");
  }

  @Test
  default void S28_theIndexHoldsNeitherTheIdNorTheUser() {
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    BlockingSessionStore store = kit().store(counted, options -> indexing(options).idHashing());
    Session session = begin(store, "ada.lovelace@example.org");

    Session renamed = store.regenerate(session, SessionId.random()).orElseThrow();

    String key = indexKey(counted);
    assertThat(key).doesNotContain("lovelace");
    assertThat(answer(kit().client().eval(RedisScript.INDEX_READ, List.of(key), List.of())))
        .hasSize(2)
        .extracting(member -> new String(member, UTF_8))
        .doesNotContain(session.id().value(), renamed.id().value());
    assertThatThrownBy(() -> store.findByUser("ada.lovelace@example.org"))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("findHashedByUser");
    assertThat(store.destroyAll("ada.lovelace@example.org", renamed.id())).isZero();
    assertThat(store.get(renamed.id())).isPresent();
    assertThat(store.destroyAll("ada.lovelace@example.org")).isEqualTo(1);
    assertThat(store.get(renamed.id())).isEmpty();
  }

  @Test
  @SuppressWarnings("NullAway") // the misuse that is tested
  default void S27_aUserThatCannotBeIsAnErrorAndNoCommand() {
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    BlockingSessionStore store = kit().store(counted, StoreUserIndexClauses::indexing);

    for (String nobody : new String[] {null, "", "  "}) {
      assertThatIllegalArgumentException().isThrownBy(() -> store.findByUser(nobody));
      assertThatIllegalArgumentException().isThrownBy(() -> store.destroyAll(nobody));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.destroyAll("ada", (SessionId) null));
    assertThat(counted.total()).isZero();
  }

  @Test
  default void S27_withoutTheOptionItsNameIsTold() {
    assertThatIllegalStateException()
        .isThrownBy(() -> kit().store().findByUser("ada"))
        .withMessageContaining("userIndex");
    assertThatIllegalStateException()
        .isThrownBy(() -> kit().store().destroyAll("ada"))
        .withMessageContaining("userIndex");
  }

  @Test
  @SuppressWarnings("NullAway") // the misuse that is tested
  default void S8_anIndexThatCannotBeIsRefusedByName() {
    Map<String, Consumer<RedisSessionStoreBuilder>> bad =
        Map.of(
            "null", options -> options.userIndex((String) null),
            "blank", options -> options.userIndex(" "),
            "with disableTtl", options -> indexing(options).disableTtl());

    bad.forEach(
        (what, options) ->
            assertThatThrownBy(() -> kit().store(options))
                .as(what)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("userIndex"));
  }

  private void enter(String key, String member, int millis) {
    List<byte[]> arguments =
        List.of(member.getBytes(UTF_8), Integer.toString(millis).getBytes(UTF_8));
    answer(kit().client().eval(RedisScript.INDEX_ADD, List.of(key), arguments));
  }

  private static <T> T answer(CompletionStage<T> stage) {
    return Stages.answer(stage, Duration.ofSeconds(5));
  }

  private BlockingSessionStore indexed() {
    return kit().store(StoreUserIndexClauses::indexing);
  }

  private static RedisSessionStoreBuilder indexing(RedisSessionStoreBuilder options) {
    return options.userIndex("user");
  }

  private Session begin(BlockingSessionStore store, String user) {
    Session session = kit().session();
    session.set("user", user);
    store.create(session);
    return session;
  }

  private static void assertFound(BlockingSessionStore store, String user, Session... expected) {
    assertThat(store.findByUser(user))
        .as("sessions of %s", user)
        .extracting(Session::id)
        .containsExactlyInAnyOrderElementsOf(List.of(expected).stream().map(Session::id).toList());
  }

  private static String indexKey(CountingRedisCommands counted) {
    return counted.calls().stream()
        .filter(call -> call.command().equals("eval INDEX_ADD"))
        .map(Call::keys)
        .findFirst()
        .orElseThrow()
        .get(0);
  }

  /** Does something once, when the index has been read and the records have not. */
  private RedisCommands beforeTheFirstMultiGet(Supplier<CompletionStage<?>> action) {
    AtomicBoolean first = new AtomicBoolean(true);
    return new ForwardingRedisCommands(kit().client()) {
      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        return first.getAndSet(false)
            ? action.get().thenCompose(done -> super.multiGet(keys))
            : super.multiGet(keys);
      }
    };
  }
}
