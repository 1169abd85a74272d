package io.cloakroom.tck.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.client.StageResults;
import io.cloakroom.tck.report.NotClaimed;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tck.store.fault.WithoutScripts;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** S48: S10, S11 and S24 without a script, where the server compares by itself. */
interface StoreWithoutScriptsClauses extends StoreClauses {

  @Test
  default void S48_withoutScriptsTwoRequestsKeepWhatEachChanged() {
    Session one = kit().stored();
    Session other = kit().load(one.id());
    one.set("colour", "green");
    other.set("size", 3);
    BlockingSessionStore store = without(() -> CompletableFuture.completedStage(true));

    assertThat(store.update(one)).isEqualTo(SaveOutcome.SAVED);
    assertThat(store.update(other)).isEqualTo(SaveOutcome.SAVED);

    assertThat(kit().load(one.id()).attributes())
        .isEqualTo(Map.of("user", "ada", "colour", "green", "size", 3));
  }

  @Test
  default void S48_withoutScriptsADestroyedSessionStaysGone() {
    Session held = kit().stored();
    SessionId oldId = held.id();
    held.set("user", "bob");
    SessionStore others = kit().asynchronous(kit().client(), options -> {});
    BlockingSessionStore store = without(once(() -> others.destroy(oldId)));

    assertThat(store.update(held)).isEqualTo(SaveOutcome.GONE);

    assertThat(kit().recordOf(oldId)).isEmpty();
  }

  @Test
  default void S48_withoutScriptsANewIdTakesAlongWhatOthersSaveMeanwhile() {
    Session session = kit().stored();
    SessionId oldId = session.id();
    SessionId newId = LikeIds.next();
    BlockingSessionStore store = without(once(() -> changedByAnother(oldId)));

    assertThat(store.regenerate(session, newId)).isEqualTo(SaveOutcome.SAVED);

    assertThat(kit().recordOf(oldId)).isEmpty();
    assertThat(kit().load(newId).attributes()).isEqualTo(Map.of("user", "ada", "size", 3));
    assertThat(wasReplaced(oldId)).as("requests with the old id are told").isTrue();
  }

  @Test
  default void S48_withoutScriptsASessionThatIsDestroyedMeanwhileGetsNoNewId() {
    Session session = kit().stored();
    SessionId oldId = session.id();
    SessionId newId = LikeIds.next();
    SessionStore others = kit().asynchronous(kit().client(), options -> {});
    BlockingSessionStore store = without(once(() -> others.destroy(oldId)));

    assertThat(store.regenerate(session, newId)).isEqualTo(SaveOutcome.GONE);

    assertThat(kit().recordOf(oldId)).isEmpty();
    assertThat(kit().recordOf(newId)).isEmpty();
    assertThat(wasReplaced(oldId)).isFalse();
  }

  @Test
  default void S48_aServerThatComparesByItselfNeedsNoRightToScripts() throws Exception {
    kit().needs(Capability.COMPARING_SERVER);
    kit().needs(Capability.SERVER);
    kit()
        .onOwnServer(
            (server, commands) -> {
              try (RawRedis raw = server.raw()) {
                if (!raw.comparesByItself()) {
                  throw new NotClaimed(server.description() + " compares by script only");
                }
              }
              WithoutScripts.on(server);
              assertThatASessionLivesAndDies(commands);
            });
  }

  private void assertThatASessionLivesAndDies(RedisCommands commands) {
    BlockingSessionStore store = kit().store(commands, options -> {});
    Session session = kit().session();
    SessionId oldId = session.id();
    store.create(session);
    Session other = store.get(oldId).orElseThrow();
    other.set("size", 3);
    session.set("colour", "green");

    assertThat(store.update(other)).isEqualTo(SaveOutcome.SAVED);
    assertThat(store.update(session)).isEqualTo(SaveOutcome.SAVED);
    assertThat(store.regenerate(session, LikeIds.next())).isEqualTo(SaveOutcome.SAVED);

    assertThat(store.get(oldId)).isEmpty();
    assertThat(store.get(session.id()).orElseThrow().attributes())
        .isEqualTo(Map.of("user", "ada", "colour", "green", "size", 3));
    assertThat(store.destroy(session.id())).isTrue();
    assertThat(store.resave(session)).isEqualTo(SaveOutcome.GONE);
  }

  private BlockingSessionStore without(Supplier<CompletionStage<?>> beforeEachComparison) {
    kit().needs(Capability.SCRIPTS);
    return kit().store(new WithoutScripts(kit().client(), beforeEachComparison), options -> {});
  }

  private static Supplier<CompletionStage<?>> once(Supplier<CompletionStage<?>> action) {
    AtomicInteger times = new AtomicInteger();
    return () ->
        times.incrementAndGet() == 1 ? action.get() : CompletableFuture.completedStage(true);
  }

  private CompletionStage<?> changedByAnother(SessionId id) {
    SessionStore store = kit().asynchronous(kit().client(), options -> {});
    return store
        .get(id)
        .thenCompose(
            found -> {
              Session theirs = found.orElseThrow();
              theirs.set("size", 3);
              return store.update(theirs);
            });
  }

  private boolean wasReplaced(SessionId id) {
    return StageResults.answer(
        kit().asynchronous(kit().client(), options -> {}).wasReplaced(id), kit().timeout());
  }
}
