package io.cloakroom.tck.store.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.Session;
import io.cloakroom.session.StoreObserver;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** S27: what observers, and so metrics, are told of sessions that begin and end. */
public interface StoreObservedEndsClauses extends StoreClauses {

  @Test
  default void S27_anObserverIsToldOfEverySessionThatBeginsAndEnds() {
    Told told = new Told();
    BlockingSessionStore store =
        kit().store(options -> UserIndexSteps.indexing(options).scanCount(2).observer(told));
    Session first = begin(store);
    Session moved = begin(store);
    begin(store);
    told.were(3, 0, "after three sessions have begun");

    store.update(first);
    first.set("more", 1);
    store.update(first);
    store.regenerate(moved, LikeIds.next());
    told.were(3, 0, "after a save and a new id");
    assertThat(store.destroy(first.id())).isTrue();
    assertThat(store.destroy(first.id())).isFalse();
    told.were(3, 1, "after one was destroyed twice");
    assertThat(store.destroyAll("ada")).isEqualTo(2);
    assertThat(store.destroyAll("ada")).isZero();
    told.were(3, 3, "after all of a user's");

    for (int i = 0; i < 5; i++) {
      begin(store);
    }
    assertThat(store.clear()).isEqualTo(5);
    assertThat(store.clear()).isZero();
    told.were(8, 8, "after all");
  }

  @Test
  default void S27_anObserverIsToldOfASessionThatASaveEnds() {
    Told told = new Told();
    BlockingSessionStore store =
        kit().store(options -> UserIndexSteps.indexing(options).observer(told));
    List<Consumer<Session>> ways =
        List.of(
            store::update,
            store::resave,
            store::set,
            session -> store.regenerate(session, LikeIds.next()),
            session -> store.retire(session.id()));

    for (int way = 0; way < ways.size(); way++) {
      Session over = begin(store);
      over.setCookie(over.cookie().withMaxAge(Duration.ZERO));
      ways.get(way).accept(over);
      told.were(way + 1, way + 1, "after way " + way);
      store.update(over);
      told.were(way + 1, way + 1, "once it has ended");
    }
  }

  private Session begin(BlockingSessionStore store) {
    return UserIndexSteps.begin(kit(), store, "ada");
  }

  /** Adds up. */
  final class Told implements StoreObserver {

    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong destroyed = new AtomicLong();

    @Override
    public void sessionBegun() {
      begun.incrementAndGet();
    }

    @Override
    public void sessionsDestroyed(long sessions) {
      assertThat(sessions).isPositive();
      destroyed.addAndGet(sessions);
    }

    private void were(long begun, long destroyed, String when) {
      assertThat(this.begun).as("begun, %s", when).hasValue(begun);
      assertThat(this.destroyed).as("destroyed, %s", when).hasValue(destroyed);
    }
  }
}
