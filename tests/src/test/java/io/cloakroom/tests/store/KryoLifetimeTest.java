package io.cloakroom.tests.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.mock.MovableClock;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.serializer.kryo.KryoSessionSerializer;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The kit knows no Kryo: an absolute lifetime holds with it, too. */
class KryoLifetimeTest {

  @Test
  void S26_theTimeOfCreationStandsInTheRecord() {
    MovableClock clock = MovableClock.atNow();
    BlockingSessionStore store =
        RedisSessionStore.builder(InMemoryRedisCommands.with(clock))
            .serializer(KryoSessionSerializer.builder().build())
            .maxLifetime(Duration.ofHours(30))
            .clock(clock)
            .build()
            .blocking();
    Session session = Session.create(SessionId.random(), SessionCookie.PLAIN);
    session.set("user", "ada");
    store.create(session);

    clock.advance(Duration.ofHours(20));
    assertThat(store.getAndTouch(session.id(), null)).isPresent();
    clock.advance(Duration.ofHours(10));
    assertThat(store.getAndTouch(session.id(), null)).isEmpty();
  }
}
