package io.cloakroom.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.StoreObserver;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Micrometer is optional: this module does not have it on its class path. */
class WithoutMicrometerTest {

  @Test
  void aStoreWorksAndIsObserved() {
    assertThatThrownBy(() -> Class.forName("io.micrometer.core.instrument.MeterRegistry"))
        .isInstanceOf(ClassNotFoundException.class);
    AtomicInteger conflicts = new AtomicInteger();
    BlockingSessionStore store =
        RedisSessionStore.builder(InMemoryRedisCommands.create())
            .observer(
                new StoreObserver() {
                  @Override
                  public void conflict() {
                    conflicts.incrementAndGet();
                  }
                })
            .build()
            .blocking();
    Session session = Session.create(SessionId.random(), SessionCookie.PLAIN);
    store.create(session);
    Session other = store.get(session.id()).orElseThrow();
    session.set("colour", "green");
    other.set("size", 3);

    store.update(session);
    store.update(other);

    assertThat(conflicts).hasValue(1);
    assertThat(other.names()).containsOnly("colour", "size");
  }
}
