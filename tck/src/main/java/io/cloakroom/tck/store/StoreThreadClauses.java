package io.cloakroom.tck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.StoreObserver;
import io.cloakroom.tck.client.CountingRedisCommands;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** S49: where a thread may wait for a session. */
interface StoreThreadClauses extends StoreClauses {

  @Test
  default void S49_waitingWhereTheClientReceivesAnswersIsRefusedBeforeAnyCommand() {
    AtomicBoolean receiving = new AtomicBoolean();
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    BlockingSessionStore store =
        kit()
            .store(
                new ForwardingRedisCommands(counted) {
                  @Override
                  public boolean isOnReceivingThread() {
                    return receiving.get();
                  }
                },
                options -> options.userIndex("user").observer(new StoreObserver() {}));
    Session session = kit().session();
    store.create(session);
    counted.reset();

    receiving.set(true);
    SessionId id = session.id();
    List<ThrowingCallable> calls =
        List.of(
            () -> store.get(id),
            () -> store.getAndTouch(id, null),
            () -> store.lookUp(id, null),
            () -> store.wasReplaced(id),
            () -> store.create(kit().session()),
            () -> store.update(session),
            () -> store.resave(session),
            () -> store.set(session),
            () -> store.touch(session),
            () -> store.regenerate(session, LikeIds.next()),
            () -> store.recreate(session, LikeIds.next(), session.cookie()),
            () -> store.destroy(id),
            () -> store.retire(id),
            () -> store.findByUser("ada"),
            () -> store.destroyAll("ada"),
            store::clear,
            store::length,
            () -> store.ids().count(),
            () -> store.all().count());
    for (ThrowingCallable call : calls) {
      assertThatIllegalStateException()
          .isThrownBy(call)
          .withMessageContaining(Thread.currentThread().getName())
          .withMessageContaining("receives answers");
    }
    assertThat(counted.total()).isZero();

    receiving.set(false);
    assertThat(store.get(id)).isPresent();
  }
}
