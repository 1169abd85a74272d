package io.cloakroom.tck.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.client.CountingRedisCommands;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.client.StageResults;
import io.cloakroom.tck.servers.CommandStats;
import io.cloakroom.tck.store.fault.CountingSerializer;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** S30, S31 and S35: which commands are sent, how many, and how often a session is serialized. */
interface StoreCostClauses extends StoreClauses {

  @Test
  default void S30_everyVerbIsOneCommand() {
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    BlockingSessionStore store = kit().store(counted, options -> {});
    Session session = kit().session();

    assertCost(counted, "create", 1, () -> store.create(session));
    assertCost(counted, "get", 1, () -> store.get(session.id()));
    assertCost(counted, "get with touch", 1, () -> store.getAndTouch(session.id(), null));
    assertCost(counted, "touch", 1, () -> store.touch(session));
    session.set("user", "bob");
    assertCost(counted, "update", 1, () -> store.update(session));
    assertCost(counted, "set", 1, () -> store.set(session));
    assertCost(counted, "destroy", 1, () -> store.destroy(session.id()));
    assertCost(counted, "get of nothing", 1, () -> store.getAndTouch(session.id(), null));
  }

  /** The TTL that a cookie's maxAge gives is known before the session is read. */
  @Test
  default void S30_aSessionWithAMaxAgeIsReadByOneCommand() {
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    SessionStore store = kit().asynchronous(counted, options -> {});
    Duration maxAge = Duration.ofMinutes(10);
    Session session = kit().session();
    session.setCookie(SessionCookie.PLAIN.withMaxAge(maxAge));
    Map<String, Supplier<CompletionStage<?>>> verbs =
        Map.of(
            "lookUp", () -> store.lookUp(session.id(), maxAge),
            "lookUpWithLastAccess", () -> store.lookUpWithLastAccess(session.id(), maxAge),
            "getAndTouch", () -> store.getAndTouch(session.id(), maxAge));

    assertCost(
        counted, "create", 1, () -> StageResults.answer(store.create(session), kit().timeout()));
    verbs.forEach(
        (verb, call) ->
            assertCost(counted, verb, 1, () -> StageResults.answer(call.get(), kit().timeout())));
  }

  @Test
  default void S30_everyVerbIsOneCommandOnTheServerToo() {
    kit().needs(Capability.SERVER);
    BlockingSessionStore store = kit().store();
    Session warmUp = kit().stored();
    warmUp.set("user", "bob");
    store.update(warmUp);
    Session session = kit().session();

    assertSent("set", () -> store.create(session));
    assertSent("get", () -> store.get(session.id()));
    assertSent("getex", () -> store.getAndTouch(session.id(), null));
    assertSent("pexpire", () -> store.touch(session));
    session.set("user", "bob");
    assertReplaced(() -> store.update(session));
    assertSent("del", () -> store.destroy(session.id()));
  }

  @Test
  default void S31_nothingIsSentThatAManagedRedisForbidsOrThatTouchesEveryKey() {
    kit().needs(Capability.SERVER);
    BlockingSessionStore store = kit().store();

    CommandStats sent =
        kit()
            .commandsDuring(
                () -> {
                  Session session = kit().stored();
                  session.set("user", "bob");
                  store.update(session);
                  store.set(session);
                  store.touch(session);
                  store.getAndTouch(session.id(), null);
                  store.regenerate(session, LikeIds.next());
                  Session renamed = session;
                  store.destroy(renamed.id());
                  store.ids().forEach(id -> {});
                  store.all().forEach(found -> {});
                  store.length();
                  store.clear();
                });

    List.of("config", "keys", "flushdb", "flushall", "dbsize")
        .forEach(command -> assertThat(sent.of(command)).as(command).isZero());
  }

  @Test
  default void S35_aValueChangedInPlaceIsFoundByStoringItOnceAndWhatItWasOnce() {
    CountingSerializer counted = new CountingSerializer();
    BlockingSessionStore store = kit().store(options -> options.serializer(counted));
    Session session = store.get(withABasket(store)).orElseThrow();

    int before = counted.stored();
    basketOf(session).add("hat");
    assertThat(store.update(session)).isEqualTo(SaveOutcome.SAVED);

    assertThat(counted.stored() - before).isLessThanOrEqualTo(2);
    assertThat(basketOf(store.get(session.id()).orElseThrow())).containsExactly("coat", "hat");
  }

  @Test
  default void S35_whatWasOnlyReadIsStoredOnceAtMost() {
    CountingSerializer counted = new CountingSerializer();
    BlockingSessionStore store = kit().store(options -> options.serializer(counted));
    Session session = store.get(withABasket(store)).orElseThrow();
    int before = counted.stored();

    session.get("user");
    assertThat(store.update(session)).isEqualTo(SaveOutcome.UNCHANGED);
    assertThat(counted.stored() - before).as("text can't change in place").isZero();

    session.get("basket");
    assertThat(store.update(session)).isEqualTo(SaveOutcome.UNCHANGED);
    assertThat(counted.stored() - before).isEqualTo(1);
  }

  @Test
  default void S35_whatNobodyAskedForIsNotRestored() {
    CountingSerializer counted = new CountingSerializer();
    BlockingSessionStore store = kit().store(options -> options.serializer(counted));
    SessionId id = withABasket(store);
    int before = counted.restored();

    Session session = store.get(id).orElseThrow();
    session.set("colour", "green");
    session.set("user", "bob");
    store.update(session);

    assertThat(counted.restored() - before).as("but the record's own facts").isLessThanOrEqualTo(2);
    assertThat(session.get("basket")).isEqualTo(List.of("coat"));
    assertThat(counted.restored() - before).isLessThanOrEqualTo(3);
  }

  private SessionId withABasket(BlockingSessionStore store) {
    Session created = kit().session();
    created.set("basket", new ArrayList<>(List.of("coat")));
    store.create(created);
    return created.id();
  }

  @SuppressWarnings("unchecked")
  private static List<String> basketOf(Session session) {
    return (List<String>) Objects.requireNonNull(session.get("basket"));
  }

  private static void assertCost(
      CountingRedisCommands counted, String verb, int commands, Runnable call) {
    int before = counted.commands().size();
    call.run();
    assertThat(counted.commands().size() - before).as("commands for " + verb).isEqualTo(commands);
  }

  private void assertSent(String command, Runnable call) {
    CommandStats sent = kit().commandsDuring(call).meant();
    assertThat(sent.calls()).as("the commands sent").isEqualTo(Map.of(command, 1L));
  }

  /** By the server itself, or by a script, whose own commands count as well. */
  private void assertReplaced(Runnable call) {
    CommandStats sent = kit().commandsDuring(call).meant();
    assertThat(sent.calls())
        .as("the commands sent")
        .isIn(Map.of("set", 1L), Map.of("evalsha", 1L, "get", 1L, "set", 1L));
  }
}
