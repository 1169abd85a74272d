package io.cloakroom.tests.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.mock.MovableClock;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a save says of a session that is gone, where Redis' clock is not quite the store's. */
class TwoClocksTest {

  private static final Duration TTL = Duration.ofMinutes(30);

  private final MovableClock redisClock = MovableClock.at(Instant.EPOCH);
  private final MovableClock storeClock = MovableClock.at(Instant.EPOCH);
  private final InMemoryRedisCommands redis = InMemoryRedisCommands.with(redisClock);
  private final BlockingSessionStore store =
      RedisSessionStore.builder(redis).ttl(TTL).clock(storeClock).build().blocking();
  private final Session session = Session.create(SessionId.random(), SessionCookie.PLAIN);

  @Test
  void H36_aSessionThatExpiredByRedisClockAloneHasEnded() {
    store.create(session);
    redisClock.advance(TTL);
    storeClock.advance(TTL.minusMillis(1));
    session.set("color", "blue");

    assertThat(store.update(session)).isEqualTo(SaveOutcome.EXPIRED);
  }

  @Test
  void H36_aSessionThatIsGoneLongBeforeItsEndWasRemoved() {
    store.create(session);
    store.destroy(session.id());
    storeClock.advance(TTL.minusSeconds(2));
    session.set("color", "blue");

    assertThat(store.update(session)).isEqualTo(SaveOutcome.GONE);
  }
}
