package io.cloakroom.tck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.OnConflict;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.client.CountingRedisCommands;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.fault.Refuser;
import io.cloakroom.tck.report.NotClaimed;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.store.fault.ScriptInterceptor;
import io.cloakroom.tck.store.fault.WithoutScripts;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** S10, S11 and S24 where the later save is to win, and where the server runs no scripts. */
interface StoreConflictPolicyClauses extends StoreClauses {

  @Test
  default void S11_theLaterSaveReplacesTheWholeRecordIfAskedFor() {
    Session one = kit().stored();
    Session other = kit().load(one.id());
    one.set("colour", "green");
    other.set("size", 3);
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    BlockingSessionStore store = overwriting(counted);

    assertThat(store.update(one)).isEqualTo(SaveOutcome.SAVED);
    assertThat(store.update(other)).isEqualTo(SaveOutcome.SAVED);

    assertThat(kit().load(one.id()).attributes()).isEqualTo(Map.of("user", "ada", "size", 3));
    assertThat(counted.commands()).as("no scripts").containsExactly("set", "set");
  }

  @Test
  default void S10_whereTheLaterSaveWinsADestroyedSessionStaysGoneToo() {
    Session held = kit().stored();
    held.set("user", "bob");
    kit().store().destroy(held.id());
    SessionId newId = LikeIds.next();
    BlockingSessionStore store = overwriting(kit().client());

    assertThat(store.update(held)).isEqualTo(SaveOutcome.GONE);
    assertThat(store.regenerate(held, newId)).isEqualTo(SaveOutcome.GONE);

    assertThat(kit().recordOf(held.id())).isEmpty();
    assertThat(kit().recordOf(newId)).isEmpty();
  }

  @Test
  default void S24_whatIsRetiredCountsAsReplacedThoughNothingWasThere() {
    for (OnConflict policy : OnConflict.values()) {
      BlockingSessionStore store = kit().store(options -> options.onConflict(policy));
      for (SessionId id : List.of(LikeIds.next(), kit().stored().id())) {
        store.retire(id);

        assertThat(store.wasReplaced(id)).as("by %s", policy).isTrue();
        assertThat(kit().recordOf(id)).isEmpty();
      }
    }
  }

  @Test
  default void S24_whereTheLaterSaveWinsTheDataMovesToo() {
    Session session = kit().stored();
    SessionId oldId = session.id();
    SessionId newId = LikeIds.next();
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());

    assertThat(overwriting(counted).regenerate(session, newId)).isEqualTo(SaveOutcome.SAVED);

    assertThat(kit().recordOf(oldId)).isEmpty();
    assertThat(kit().load(newId).attributes()).isEqualTo(Map.of("user", "ada"));
    assertThat(counted.commands()).as("no scripts").containsExactly("set", "set", "delete");
  }

  @Test
  default void S11_whereScriptsAreRefusedInWhateverWordsTheErrorSaysWhatToAllow() {
    for (Refuser refuser : Refuser.values()) {
      assertThatAllowingScriptsIsAdvised(kit().store(refusing(refuser), options -> {}));
    }
  }

  @Test
  default void S27_whereScriptsAreRefusedTheErrorNamesTheIndex() {
    BlockingSessionStore store =
        kit()
            .store(
                refusing(Refuser.ENVOY),
                options -> options.userIndex("user").onConflict(OnConflict.OVERWRITE));

    assertThatThrownBy(() -> store.create(kit().session()))
        .isInstanceOf(RedisRefusedException.class)
        .hasMessageContainingAll("+evalsha", "userIndex");
    assertThatThrownBy(() -> store.findByUser("ada"))
        .isInstanceOf(RedisRefusedException.class)
        .hasMessageContainingAll("+evalsha", "userIndex");
  }

  @Test
  default void S19_whereScriptsAreRefusedTouchesAreThrottledByTwoCommands() {
    Session session = kit().stored();
    CountingRedisCommands counted = CountingRedisCommands.over(refusing(Refuser.UPSTASH));
    BlockingSessionStore store =
        kit().store(counted, options -> options.touchAfter(Duration.ofMinutes(1)));
    assertThat(store.getAndTouch(session.id(), null)).as("scripts are tried once").isPresent();
    Duration inTheWindow = Duration.ofDays(1).plusSeconds(30);
    kit().setTtl(session.id(), inTheWindow);
    counted.reset();

    assertThat(store.getAndTouch(session.id(), null).orElseThrow().attributes())
        .isEqualTo(Map.of("user", "ada"));
    assertThat(counted.commands()).hasSize(2);
    assertLeft(session, inTheWindow);

    kit().setTtl(session.id(), Duration.ofHours(20));
    assertThat(store.getAndTouch(session.id(), null)).isPresent();
    assertLeft(session, Duration.ofDays(1).plusMinutes(1));
  }

  private void assertLeft(Session session, Duration expected) {
    assertThat(kit().ttl(session.id()))
        .isInstanceOfSatisfying(
            TimeToLive.Remaining.class,
            left -> assertThat(left.duration()).isBetween(expected.minusSeconds(20), expected));
  }

  private RedisCommands refusing(Refuser refuser) {
    return new ScriptInterceptor(
        kit().client(),
        run ->
            CompletableFuture.failedStage(
                new RedisRefusedException(refuser.words(List.of("evalsha", "key")), null)));
  }

  @Test
  default void S11_whereTheServerRefusesScriptsTheErrorSaysWhatToAllow() throws Exception {
    kit().needs(Capability.SERVER);
    kit()
        .onOwnServer(
            (server, commands) -> {
              WithoutScripts.on(server);
              if (comparesByItself(server)) {
                throw new NotClaimed(server.description() + " needs no scripts");
              }
              assertThatAllowingScriptsIsAdvised(kit().store(commands, options -> {}));
            });
  }

  @Test
  default void S11_whereTheServerRefusesScriptsTheLaterSaveCanWin() throws Exception {
    kit().needs(Capability.SERVER);
    kit()
        .onOwnServer(
            (server, commands) -> {
              WithoutScripts.on(server);
              BlockingSessionStore store = overwriting(commands);
              Session session = kit().session();
              store.create(session);
              session.set("colour", "green");

              assertThat(store.update(session)).isEqualTo(SaveOutcome.SAVED);
              SessionId oldId = session.id();
              store.regenerate(session, LikeIds.next());

              assertThat(store.get(oldId)).isEmpty();
              assertThat(store.get(session.id()).orElseThrow().get("colour")).isEqualTo("green");
              assertThat(store.destroy(session.id())).isTrue();
              assertThat(store.resave(session)).isEqualTo(SaveOutcome.GONE);
            });
  }

  private BlockingSessionStore overwriting(RedisCommands commands) {
    return kit().store(commands, options -> options.onConflict(OnConflict.OVERWRITE));
  }

  private void assertThatAllowingScriptsIsAdvised(BlockingSessionStore store) {
    Session session = kit().session();
    store.create(session);
    session.set("colour", "green");
    SessionId newId = LikeIds.next();

    assertThatThrownBy(() -> store.update(session))
        .isInstanceOf(RedisRefusedException.class)
        .hasMessageContainingAll("+evalsha", "+eval", "onConflict");
    assertThatThrownBy(() -> store.regenerate(session, newId))
        .isInstanceOf(RedisRefusedException.class)
        .hasMessageContainingAll("+evalsha", "+eval", "onConflict");

    assertThat(store.get(session.id()).orElseThrow().names()).containsOnly("user");
    assertThat(store.get(newId)).isEmpty();
  }

  private static boolean comparesByItself(RedisServer server) {
    try (RawRedis raw = server.raw()) {
      return raw.comparesByItself();
    }
  }
}
