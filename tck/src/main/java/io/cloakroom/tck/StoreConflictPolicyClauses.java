package io.cloakroom.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.OnConflict;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
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

    assertThat(store.update(one)).isTrue();
    assertThat(store.update(other)).isTrue();

    assertThat(kit().load(one.id()).attributes()).isEqualTo(Map.of("user", "ada", "size", 3));
    assertThat(counted.commands()).as("no scripts").containsExactly("set", "set");
  }

  @Test
  default void S10_whereTheLaterSaveWinsADestroyedSessionStaysGoneToo() {
    Session held = kit().stored();
    held.set("user", "bob");
    kit().store().destroy(held.id());
    SessionId newId = SessionId.random();
    BlockingSessionStore store = overwriting(kit().client());

    assertThat(store.update(held)).isFalse();
    assertThat(store.regenerate(held, newId)).isEmpty();

    assertThat(kit().recordOf(held.id())).isEmpty();
    assertThat(kit().recordOf(newId)).isEmpty();
  }

  @Test
  default void S24_whereTheLaterSaveWinsTheDataMovesToo() {
    Session session = kit().stored();
    SessionId newId = SessionId.random();
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());

    assertThat(overwriting(counted).regenerate(session, newId)).isPresent();

    assertThat(kit().recordOf(session.id())).isEmpty();
    assertThat(kit().load(newId).attributes()).isEqualTo(Map.of("user", "ada"));
    assertThat(counted.commands()).as("no scripts").containsExactly("set", "delete");
  }

  @Test
  default void S11_whereScriptsAreRefusedTheErrorSaysWhatToAllow() {
    RedisCommands refusing =
        new AroundScripts(
            kit().client(),
            run ->
                CompletableFuture.failedStage(
                    new RedisRefusedException(
                        "NOPERM User web has no permissions to run the 'evalsha' command", null)));

    assertThatAllowingScriptsIsAdvised(kit().store(refusing, options -> {}));
  }

  @Test
  default void S11_whereTheServerRefusesScriptsTheErrorSaysWhatToAllow() throws Exception {
    kit().needs(Capability.SERVER);
    kit()
        .onOwnServer(
            (server, commands) -> {
              withoutScripts(server);
              assertThatAllowingScriptsIsAdvised(kit().store(commands, options -> {}));
            });
  }

  @Test
  default void S11_whereTheServerRefusesScriptsTheLaterSaveCanWin() throws Exception {
    kit().needs(Capability.SERVER);
    kit()
        .onOwnServer(
            (server, commands) -> {
              withoutScripts(server);
              BlockingSessionStore store = overwriting(commands);
              Session session = kit().session();
              store.create(session);
              session.set("colour", "green");

              assertThat(store.update(session)).isTrue();
              Session renamed = store.regenerate(session, SessionId.random()).orElseThrow();

              assertThat(store.get(session.id())).isEmpty();
              assertThat(store.get(renamed.id()).orElseThrow().get("colour")).isEqualTo("green");
              assertThat(store.destroy(renamed.id())).isTrue();
              assertThat(store.update(renamed)).isFalse();
            });
  }

  private BlockingSessionStore overwriting(RedisCommands commands) {
    return kit().store(commands, options -> options.onConflict(OnConflict.OVERWRITE));
  }

  private void assertThatAllowingScriptsIsAdvised(BlockingSessionStore store) {
    Session session = kit().session();
    store.create(session);
    session.set("colour", "green");
    SessionId newId = SessionId.random();

    assertThatThrownBy(() -> store.update(session))
        .isInstanceOf(RedisRefusedException.class)
        .hasMessageContainingAll("+evalsha", "+eval", "onConflict");
    assertThatThrownBy(() -> store.regenerate(session, newId))
        .isInstanceOf(RedisRefusedException.class)
        .hasMessageContainingAll("+evalsha", "+eval", "onConflict");

    assertThat(store.get(session.id()).orElseThrow().names()).containsOnly("user");
    assertThat(store.get(newId)).isEmpty();
  }

  private static void withoutScripts(RedisServer server) {
    try (RawRedis raw = server.raw()) {
      raw.call("ACL", "SETUSER", "default", "-@scripting");
    }
  }
}
