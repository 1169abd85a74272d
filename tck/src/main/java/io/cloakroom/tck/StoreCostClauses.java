package io.cloakroom.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
    assertSent("evalsha", () -> store.update(session));
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
                  Session renamed = store.regenerate(session, SessionId.random()).orElseThrow();
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
  default void S35_aValueChangedInPlaceIsFoundAndSavedByOneSerialization() {
    CountingSerializer counted = new CountingSerializer();
    BlockingSessionStore store = kit().store(options -> options.serializer(counted));
    Session created = kit().session();
    created.set("basket", new ArrayList<>(List.of("coat")));
    store.create(created);
    Session session = store.get(created.id()).orElseThrow();

    int before = counted.serializations();
    basketOf(session).add("hat");
    boolean modified = session.isModified();
    boolean updated = store.update(session);

    assertThat(modified && updated).isTrue();
    assertThat(counted.serializations() - before).isEqualTo(1);
    assertThat(basketOf(store.get(created.id()).orElseThrow())).containsExactly("coat", "hat");
  }

  @Test
  default void S35_whatWasOnlyReadCostsOneSerializationAtMost() {
    CountingSerializer counted = new CountingSerializer();
    BlockingSessionStore store = kit().store(options -> options.serializer(counted));
    Session created = kit().session();
    created.set("basket", new ArrayList<>(List.of("coat")));
    store.create(created);
    Session session = store.get(created.id()).orElseThrow();
    int before = counted.serializations();

    session.get("user");
    assertThat(session.isModified()).isFalse();
    assertThat(counted.serializations() - before).as("text can't change in place").isZero();

    session.get("basket");
    assertThat(session.isModified()).isFalse();
    assertThat(counted.serializations() - before).isEqualTo(1);
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

  /** A script's own commands count on the server as well; the round trip is the one named. */
  private void assertSent(String command, Runnable call) {
    CommandStats sent = kit().commandsDuring(call).meant();
    assertThat(sent.of(command)).as("%s in %s", command, sent).isEqualTo(1);
    if (!command.equals("evalsha")) {
      assertThat(sent.calls()).hasSize(1);
    }
  }
}
