package io.cloakroom.tck.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.UnreadableAttributeException;
import io.cloakroom.session.Lookup;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.client.CountingRedisCommands;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.client.StageResults;
import io.cloakroom.tck.client.TimeToLiveAssert;
import io.cloakroom.tck.store.fault.StalledPort;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** S17, S24, S37, S38 and S41: what is done to a session while it is saved, or before it is. */
@SuppressWarnings("unchecked") // the kit puts only texts into its lists
interface StoreUnderWayClauses extends StoreClauses {

  Function<Lookup, Session> FOUND = lookup -> lookup.found().orElseThrow();

  /** Every way to write a session. */
  Map<String, BiFunction<SessionStore, Session, CompletionStage<?>>> WRITES =
      Map.of(
          "create", SessionStore::create,
          "set", SessionStore::set,
          "update", SessionStore::update,
          "resave", SessionStore::resave,
          "touch", SessionStore::touch,
          "regenerate", (store, session) -> store.regenerate(session, LikeIds.next()));

  @Test
  default void S38_aSaveThatIsAskedForDuringAnotherSavesWhatChangedMeanwhile() {
    StalledPort stalled = new StalledPort(kit().client());
    SessionStore store = kit().asynchronous(stalled, options -> {});
    Session session = kit().stored();
    List<CompletionStage<SaveOutcome>> saves = new ArrayList<>();

    stalled.stall();
    for (String name : List.of("first", "second", "third")) {
      session.set(name, name);
      saves.add(store.update(session));
    }
    stalled.goOn();
    saves.forEach(this::answer);

    assertThat(kit().load(session.id()).names()).contains("first", "second", "third");
  }

  /** As where a request's time is over: nobody waits any more, and Redis still does it. */
  @Test
  default void S38_whatIsGivenUpIsFollowedByTheNextCallAllTheSame() {
    WRITES.forEach(
        (verb, call) -> {
          StalledPort stalled = new StalledPort(kit().client());
          CountingRedisCommands counted = CountingRedisCommands.over(stalled);
          SessionStore store = kit().asynchronous(counted, options -> {});
          Session session = verb.equals("create") ? kit().session() : kit().stored();
          session.set("before", verb);

          stalled.stall();
          assertThat(call.apply(store, session).toCompletableFuture().cancel(true)).isTrue();
          long sent = counted.total();
          session.set("after", verb);
          CompletionStage<SaveOutcome> next = store.set(session);
          assertThat(counted.total())
              .as("what is sent while %s is under way", verb)
              .isEqualTo(sent);
          stalled.goOn();

          assertThat(answer(next)).as("after %s", verb).isEqualTo(SaveOutcome.SAVED);
          assertThat(kit().load(session.id()).get("after")).isEqualTo(verb);
        });
  }

  @Test
  default void S38_requestsThatLoadASessionAtOnceHaveASessionEach() {
    StalledPort stalled = new StalledPort(kit().client());
    SessionStore store = kit().asynchronous(stalled, options -> options.userIndex("user"));
    Session stored = kit().stored(store.blocking());

    readsOf(store, stored.id())
        .forEach(
            (verb, read) -> {
              stalled.stall();
              List<CompletionStage<Session>> reads = Stream.generate(read).limit(3).toList();
              stalled.goOn();
              List<Session> loaded = reads.stream().map(this::answer).toList();
              loaded.get(0).set("colour", "green");

              assertThat(loaded.get(1).get("colour"))
                  .as("what another request has not saved, of two that %s", verb)
                  .isNull();
              assertThat(loaded.get(2).isModified()).as(verb).isFalse();
              answer(store.update(loaded.get(1)));
              assertThat(kit().load(stored.id()).get("colour")).as(verb).isNull();
            });
  }

  /** Every way to come by a session that is stored. */
  private static Map<String, Supplier<CompletionStage<Session>>> readsOf(
      SessionStore store, SessionId id) {
    Map<String, Supplier<CompletionStage<Session>>> reads = new LinkedHashMap<>();
    reads.put("get", () -> store.get(id).thenApply(Optional::orElseThrow));
    reads.put("look it up without a touch", () -> store.lookUp(id).thenApply(FOUND));
    reads.put("look it up", () -> store.lookUp(id, null).thenApply(FOUND));
    reads.put("ask for its last use", () -> store.lookUpWithLastAccess(id, null).thenApply(FOUND));
    reads.put(
        "get and touch it", () -> store.getAndTouch(id, null).thenApply(Optional::orElseThrow));
    reads.put("find it by its user", () -> store.findByUser("ada").thenApply(all -> all.get(0)));
    reads.put("list all", () -> store.all().next().thenApply(all -> all.orElseThrow().get(0)));
    return reads;
  }

  @Test
  default void S41_aFunctionCountsBesideASetThatIsBeingWritten() {
    StalledPort stalled = new StalledPort(kit().client());
    SessionStore store = kit().asynchronous(stalled, options -> {});
    Session session = kit().stored();
    session.set("visits", 0);

    stalled.stall();
    CompletionStage<SaveOutcome> saving = store.update(session);
    session.update("visits", Integer.class, StoreFunctionClauses.COUNT);
    stalled.goOn();
    assertThat(answer(saving)).isEqualTo(SaveOutcome.SAVED);
    Session other = kit().load(session.id());
    other.update("visits", Integer.class, StoreFunctionClauses.COUNT);
    kit().store().update(other);
    answer(store.update(session));

    assertThat(kit().load(session.id()).get("visits")).isEqualTo(2);
  }

  @Test
  default void S41_aFunctionCountsBesideAChangeInPlaceThatIsBeingWritten() {
    StalledPort stalled = new StalledPort(kit().client());
    SessionStore store = kit().asynchronous(stalled, options -> {});
    Session session = withCart("apple");
    cartOf(session).add("pear");

    stalled.stall();
    CompletionStage<SaveOutcome> saving = store.update(session);
    session.update("cart", List.class, cart -> with(cart, "plum"));
    stalled.goOn();
    assertThat(answer(saving)).isEqualTo(SaveOutcome.SAVED);
    Session other = kit().load(session.id());
    other.update("cart", List.class, cart -> with(cart, "fig"));
    kit().store().update(other);
    answer(store.update(session));

    assertThat(cartOf(kit().load(session.id()))).containsExactly("apple", "pear", "fig", "plum");
  }

  @Test
  default void S41_whatAFunctionChangedBeforeItThrewIsTakenBack() {
    Session session = withCart("apple");
    assertThat(cartOf(session)).containsExactly("apple");

    assertThatThrownBy(
            () ->
                session.update(
                    "cart",
                    List.class,
                    cart -> {
                      with(cart, "half");
                      throw new AssertionError("of the application");
                    }))
        .isInstanceOf(AssertionError.class);

    assertThat(session.isModified()).isFalse();
    assertThat(cartOf(session)).containsExactly("apple");
    assertThat(kit().store().update(session)).isEqualTo(SaveOutcome.UNCHANGED);
  }

  @Test
  default void S37_aFunctionDoesNotReplaceWhatCannotBeRestored() {
    byte[] newer = StoreBoundaryClauses.OF_A_NEWER_RELEASE.getBytes(UTF_8);
    Session before = kit().stored();
    before.set("plan", "basic");
    kit().store().update(before);
    Session meanwhile = kit().load(before.id());
    kit().putRecord(before.id(), newer);
    Session session = kit().load(before.id());

    assertThatThrownBy(() -> session.update("plan", Object.class, plan -> plan))
        .isInstanceOf(UnreadableAttributeException.class)
        .hasMessageContaining("plan");
    assertThat(session.isModified()).isFalse();
    meanwhile.update("plan", Object.class, plan -> plan + " and more");
    assertThatThrownBy(() -> kit().store().update(meanwhile))
        .isInstanceOf(UnreadableAttributeException.class)
        .hasMessageContaining("plan");

    assertThat(kit().recordOf(session.id())).contains(new String(newer, UTF_8));
    assertThat(meanwhile.get("plan")).as("is not forgotten").isEqualTo("basic and more");
  }

  @Test
  default void S24_aSessionThatIsBeingCreatedGetsItsNewIdAfterwards() {
    StalledPort stalled = new StalledPort(kit().client());
    SessionStore store = kit().asynchronous(stalled, options -> {});
    Session session = kit().session();
    SessionId oldId = session.id();
    SessionId newId = LikeIds.next();

    stalled.stall();
    CompletionStage<SaveOutcome> created = store.create(session);
    session.set("colour", "green");
    CompletionStage<SaveOutcome> updated = store.update(session);
    CompletionStage<SaveOutcome> moved = store.regenerate(session, newId);
    stalled.goOn();

    assertThat(List.of(answer(created), answer(updated), answer(moved)))
        .containsOnly(SaveOutcome.SAVED);
    assertThat(kit().recordOf(oldId)).as("the old id").isEmpty();
    assertThat(kit().load(newId).names()).containsExactlyInAnyOrder("user", "colour");
  }

  @Test
  default void S17_touchAppliesNothingThatWasNotSaved() {
    Session session = kit().stored();
    session.setIdleInterval(Duration.ofMinutes(1));
    session.setCookie(SessionCookie.PLAIN.withMaxAge(Duration.ofMinutes(2)));

    TimeToLiveAssert.assertTtl(
        () -> assertThat(kit().store().touch(session)).isTrue(),
        () -> kit().ttl(session.id()),
        Duration.ofDays(1));

    assertThat(kit().store().update(session)).isEqualTo(SaveOutcome.SAVED);
    assertThat(kit().load(session.id()).idleInterval()).isEqualTo(Duration.ofMinutes(1));
  }

  private Session withCart(String first) {
    Session created = kit().session();
    created.set("cart", new ArrayList<>(List.of(first)));
    kit().store().create(created);
    return kit().load(created.id());
  }

  private static List<String> cartOf(Session session) {
    return (List<String>) Objects.requireNonNull(session.get("cart"));
  }

  private static List<String> with(List<String> cart, String element) {
    cart.add(element);
    return cart;
  }

  private <T> T answer(CompletionStage<T> stage) {
    return StageResults.answer(stage, kit().timeout());
  }
}
