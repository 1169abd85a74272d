package io.cloakroom.tck.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.HashedSessionId;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.tck.client.CountingRedisCommands;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.client.TimeToLiveAssert;
import io.cloakroom.tck.store.fault.WithoutScripts;
import io.cloakroom.tck.store.fixture.StoreClauses;
import io.cloakroom.tck.store.fixture.TouchingRead;
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

  /** What is left of such a TTL says how far the end is, and nothing of the last use. */
  @Test
  default void S45_whereAnEndLimitsTheTtlTheLastUseIsNotKnown() {
    Instant begin = Instant.parse("2026-03-01T12:00:00Z");
    Duration life = Duration.ofHours(4);
    AtomicReference<Instant> now = new AtomicReference<>(begin);
    BlockingSessionStore limited =
        kit().store(options -> options.ttl(Duration.ofHours(1)).maxLifetime(life).clock(now::get));
    Session session = kit().stored(limited);
    Session withEnd = kit().session();
    withEnd.setCookie(SessionCookie.PLAIN.withExpires(begin.plus(life)));
    kit().store(options -> options.clock(now::get)).create(withEnd);

    Instant early = begin.plus(Duration.ofHours(2));
    now.set(early);
    kit().setTtl(session.id(), Duration.ofMinutes(55));
    assertThat(lastAccess(limited, session.id()))
        .isCloseTo(early.minusSeconds(300), within(30, ChronoUnit.SECONDS));

    for (int minutesLeft : List.of(50, 10)) {
      now.set(begin.plus(life).minus(Duration.ofMinutes(minutesLeft)));
      for (Session each : List.of(session, withEnd)) {
        kit().setTtl(each.id(), Duration.ofMinutes(minutesLeft));
        assertThat(
                limited
                    .lookUpWithLastAccess(each.id(), null)
                    .found()
                    .orElseThrow()
                    .lastAccessTime())
            .as("the last use of a session that ends in %s minutes", minutesLeft)
            .isNull();
      }
    }
  }

  /**
   * Another request has set the TTL that the session had before, or a server with other options
   * has: that ends nobody's session, and says nothing of the last use.
   */
  @Test
  default void S45_moreTimeThanASessionsOwnEndsNoSessionInUse() {
    for (Duration left :
        List.of(
            Duration.ofMinutes(61),
            Duration.ofMinutes(70),
            Duration.ofHours(3),
            Duration.ofHours(8),
            Duration.ofHours(11))) {
      for (TouchingRead read : TouchingRead.values()) {
        Session session = kit().session();
        session.setIdleInterval(Duration.ofHours(1));
        kit().store().create(session);
        kit().setTtl(session.id(), left);

        Session found = read.of(kit().store(), session.id(), null).orElse(null);

        assertThat(found).as("by %s, with %s left", read, left).isNotNull();
        assertThat(Objects.requireNonNull(found).lastAccessTime()).as("%s", left).isNull();
        TimeToLiveAssert.assertTtl(
            () -> read.of(kit().store(), session.id(), null),
            () -> kit().ttl(session.id()),
            Duration.ofHours(1));
      }
    }
  }

  private static Instant lastAccess(BlockingSessionStore store, SessionId id) {
    return Objects.requireNonNull(
        store.lookUpWithLastAccess(id, null).found().orElseThrow().lastAccessTime());
  }

  @Test
  default void S45_theIdleIntervalIsThatOfASessionThatBeginsAgain() {
    Session session = kit().stored();
    kit().store().destroy(session.id());
    session.set("colour", "green");
    session.setIdleInterval(Duration.ofMinutes(5));

    assertThat(kit().store().recreate(session, LikeIds.next(), SessionCookie.PLAIN))
        .isEqualTo(SaveOutcome.SAVED);

    Session again = kit().load(session.id());
    assertThat(again.idleInterval()).isEqualTo(Duration.ofMinutes(5));
    assertThat(again.names()).containsExactly("colour");
    assertThat(kit().ttl(session.id()))
        .isInstanceOfSatisfying(
            TimeToLive.Remaining.class,
            left -> assertThat(left.duration()).isLessThanOrEqualTo(Duration.ofMinutes(5)));
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

  /** As its users set it, and what express-session then writes. */
  @Test
  default void S32_aCookieThatEndsWithTheBrowserIsReadHoweverExpressSaysSo() {
    for (String end :
        List.of(
            "\"originalMaxAge\":null,\"expires\":null",
            "\"originalMaxAge\":null,\"expires\":false",
            "\"expires\":false",
            "\"expires\":null",
            "\"originalMaxAge\":null")) {
      SessionId id = LikeIds.next();
      kit()
          .putRecord(
              id,
              ("{\"cookie\":{" + end + ",\"httpOnly\":true,\"path\":\"/\"},\"user\":\"ada\"}")
                  .getBytes(UTF_8));

      Session session = kit().load(id);

      assertThat(session.get("user")).isEqualTo("ada");
      assertThat(session.cookie()).as(end).isEqualTo(SessionCookie.PLAIN);
    }
  }

  private void assertTtl(Runnable write, SessionId id, Duration expected) {
    TimeToLiveAssert.assertTtl(write, () -> kit().ttl(id), expected);
  }
}
