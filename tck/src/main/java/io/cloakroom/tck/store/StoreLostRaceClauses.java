package io.cloakroom.tck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionConflictException;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.client.ConcurrentTasks;
import io.cloakroom.tck.client.CountingRedisCommands;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.store.fault.CountingObserver;
import io.cloakroom.tck.store.fault.ScriptInterceptor;
import io.cloakroom.tck.store.fault.WriteInterceptor;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** S11 and S24: other requests are faster at every try. */
interface StoreLostRaceClauses extends StoreClauses {

  /** Both side by side, since a store waits longer and longer between its tries. */
  @Test
  default void S11_S24_whenOthersAreFasterEachTimeNothingIsWrittenAndTheOldIdStays()
      throws Exception {
    ConcurrentTasks.run(
        List.of(
            () -> {
              assertTheSaveFailsAndNothingIsWritten();
              return true;
            },
            () -> {
              assertTheSessionKeepsItsOldId();
              return true;
            }));
  }

  private void assertTheSaveFailsAndNothingIsWritten() {
    Session held = kit().stored();
    held.set("colour", "green");
    CountingObserver observer = new CountingObserver();
    BlockingSessionStore store =
        kit()
            .store(
                new WriteInterceptor(kit().client(), others(held.id())),
                options -> options.observer(observer));

    assertThatThrownBy(() -> store.update(held)).isInstanceOf(SessionConflictException.class);

    assertThat(kit().load(held.id()).names()).as("the others'").containsOnly("user", "counter");
    assertThat(observer.unresolved()).isEqualTo(1);
    assertThat(observer.conflicts()).as("each try but the last").isGreaterThan(1);
    assertThat(kit().store().update(held))
        .as("once the others are done")
        .isEqualTo(SaveOutcome.SAVED);
    assertThat(kit().load(held.id()).names()).containsOnly("user", "counter", "colour");
  }

  private void assertTheSessionKeepsItsOldId() {
    Session session = kit().stored();
    SessionId newId = LikeIds.next();
    Supplier<CompletionStage<?>> others = others(session.id());
    CountingRedisCommands counted =
        CountingRedisCommands.over(
            new ScriptInterceptor(
                kit().client(), run -> others.get().thenCompose(done -> run.get())));
    BlockingSessionStore store = kit().store(counted, options -> {});

    assertThatThrownBy(() -> store.regenerate(session, newId))
        .isInstanceOf(SessionConflictException.class);

    assertThat(counted.commands()).as("64 tries").hasSizeBetween(3, 2 + 2 * 64);
    assertThat(kit().recordOf(newId)).isEmpty();
    assertThat(kit().load(session.id()).names()).containsOnly("user", "counter");
  }

  /** Other requests, each of which changes the session again. */
  private Supplier<CompletionStage<?>> others(SessionId id) {
    SessionStore store = kit().asynchronous(kit().client(), options -> {});
    AtomicInteger counter = new AtomicInteger();
    return () ->
        store
            .get(id)
            .thenCompose(
                found -> {
                  Session theirs = found.orElseThrow();
                  theirs.set("counter", counter.incrementAndGet());
                  return store.update(theirs);
                });
  }
}
