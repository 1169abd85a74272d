package io.cloakroom.tck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.HashedSessionId;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.tck.client.CountingRedisCommands;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.client.TimeToLiveAssert;
import io.cloakroom.tck.store.fault.WithoutScripts;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * S45: what a record says of its session's life: when it began, its idle interval, its last use.
 */
interface StoreFactClauses extends StoreClauses {

  @Test
  default void S45_theTimeOfCreationIsAFactOfEachRecord() {
    Instant begin = Instant.parse("2026-03-01T12:00:00Z");
    BlockingSessionStore store = kit().store(options -> options.clock(() -> begin));
    Session session = kit().stored(store);
    store.regenerate(session, LikeIds.next());

    assertThat(kit().load(session.id()).creationTime()).isEqualTo(begin);
    assertThat(kit().load(session.id()).names()).containsExactly("user");
  }

  @Test
  default void S45_theIdleIntervalIsTheTtlOfItsSession() {
    Session session = kit().session();
    session.setIdleInterval(Duration.ofMinutes(20));
    session.setCookie(SessionCookie.PLAIN.withMaxAge(Duration.ofHours(8)));
    assertTtl(() -> kit().store().create(session), session.id(), Duration.ofMinutes(20));

    AtomicReference<Session> found = new AtomicReference<>();
    kit().setTtl(session.id(), Duration.ofMinutes(15));
    assertTtl(
        () -> found.set(kit().store().getAndTouch(session.id(), Duration.ofHours(8)).orElseThrow()),
        session.id(),
        Duration.ofMinutes(20));
    Session read = Objects.requireNonNull(found.get());
    assertThat(read.idleInterval()).isEqualTo(Duration.ofMinutes(20));
    assertThat(read.cookie().maxAge()).isEqualTo(Duration.ofHours(8));

    read.setIdleInterval(null);
    assertTtl(() -> kit().store().update(read), session.id(), Duration.ofHours(8));
    for (Duration bad :
        List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(9_999_999))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> read.setIdleInterval(bad))
          .withMessageContaining("idle interval");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT1M"})
  default void S45_theLastUseIsKnownByWhatIsLeftOfTheTtl(Duration touchAfter) {
    Session session =
        kit()
            .stored(kit().store(options -> options.clock(() -> Instant.now().minusSeconds(7_200))));
    kit().setTtl(session.id(), Duration.ofDays(1).plus(touchAfter).minusMinutes(10));
    BlockingSessionStore store = kit().store(options -> options.touchAfter(touchAfter));

    assertThat(lastAccess(store, session.id()))
        .isCloseTo(Instant.now().minusSeconds(600), within(30, ChronoUnit.SECONDS));
    assertThat(lastAccess(store, session.id()))
        .as("used a moment ago")
        .isCloseTo(Instant.now(), within(90, ChronoUnit.SECONDS));
    assertThat(store.get(session.id()).orElseThrow().lastAccessTime()).as("not touched").isNull();
  }

  private static Instant lastAccess(BlockingSessionStore store, SessionId id) {
    return Objects.requireNonNull(
        store.lookUpWithLastAccess(id, null).found().orElseThrow().lastAccessTime());
  }

  @Test
  default void S45_findingOutTheLastUseIsOneCommand() {
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    Session session = kit().stored(kit().store());
    BlockingSessionStore store = kit().store(counted, options -> {});

    store.lookUpWithLastAccess(session.id(), null);

    assertThat(counted.commands()).hasSize(1);
  }

  @Test
  default void S45_withoutScriptsTheLastUseIsNotKnownAndTheSessionIs() {
    Session session = kit().stored(kit().store());
    BlockingSessionStore store = kit().store(new WithoutScripts(kit().client()), options -> {});

    Session found = store.lookUpWithLastAccess(session.id(), null).found().orElseThrow();

    assertThat(found.get("user")).isEqualTo("ada");
    assertThat(found.lastAccessTime()).isNull();
  }

  @Test
  default void S45_aSessionThatWasNotStoredYetSaysWhenItWasMade() {
    Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Session session = kit().session();

    assertThat(session.creationTime()).isBetween(before, Instant.now());
  }

  @Test
  default void S45_aTtlBeyondWhatRedisKeepsIsTheLongestThereIs() {
    for (Duration ttl :
        List.of(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999), TimeToLive.MAXIMUM)) {
      BlockingSessionStore store = kit().store(options -> options.ttl(session -> ttl));
      Session session = kit().session();
      assertTtl(() -> store.create(session), session.id(), TimeToLive.MAXIMUM);
      kit().setTtl(session.id(), Duration.ofDays(1));

      assertTtl(
          () -> assertThat(store.getAndTouch(session.id(), null)).isPresent(),
          session.id(),
          TimeToLive.MAXIMUM);
    }
  }

  @Test
  default void S45_aClockThatIsSetBackHidesNoSessionFromItsUser() {
    Instant begin = Instant.parse("2026-03-01T12:00:00Z");
    AtomicReference<Instant> now = new AtomicReference<>(begin);
    RedisCommands client = kit().client();
    BlockingSessionStore store = kit().store(options -> options.userIndex("user").clock(now::get));
    Session session = kit().stored(store);
    client
        .delete(
            List.of(kit().prefix() + "users:" + HashedSessionId.of(SessionId.of("ada")).value()))
        .toCompletableFuture()
        .join();

    now.set(begin.minus(Duration.ofDays(1)));
    store.getAndTouch(session.id(), null);

    assertThat(store.findByUser("ada")).extracting(Session::id).containsExactly(session.id());
  }

  private void assertTtl(Runnable write, SessionId id, Duration expected) {
    TimeToLiveAssert.assertTtl(write, () -> kit().ttl(id), expected);
  }
}
