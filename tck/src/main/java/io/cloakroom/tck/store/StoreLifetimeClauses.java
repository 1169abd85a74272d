package io.cloakroom.tck.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.tck.client.CountingRedisCommands;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** S5, S7, S9 and S17: how long a session lives. */
interface StoreLifetimeClauses extends StoreClauses {

  /** When the tests of this topic take place. */
  Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  /** Also one of more seconds than 32 bits hold. */
  @Test
  default void S5_aTtlOfAnyLengthIsThatOfItsSession() {
    for (long days : new long[] {24_855, 24_856, 36_525, 49_711, 364_000}) {
      Duration ttl = Duration.ofDays(days);
      Map<String, Consumer<Session>> ways =
          Map.of(
              "maxAge",
              session -> session.setCookie(SessionCookie.PLAIN.withMaxAge(ttl)),
              "expires",
              session ->
                  session.setCookie(SessionCookie.PLAIN.withExpires(Instant.now().plus(ttl))),
              "idle interval",
              session -> session.setIdleInterval(ttl),
              "option",
              session -> {});
      ways.forEach(
          (way, set) -> {
            Session session = kit().session();
            set.accept(session);
            BlockingSessionStore store =
                kit()
                    .store(options -> options.ttl(way.equals("option") ? ttl : Duration.ofDays(1)));

            assertThat(store.create(session))
                .as("%s of %s days", way, days)
                .isEqualTo(SaveOutcome.SAVED);
            assertLasts(session, ttl, "%s of %s days".formatted(way, days));
            assertThat(store.getAndTouch(session.id(), null)).as("%s", way).isPresent();
            assertLasts(session, ttl, "%s of %s days, once it was read".formatted(way, days));
          });
    }
  }

  private void assertLasts(Session session, Duration ttl, String what) {
    assertThat(((TimeToLive.Remaining) kit().ttl(session.id())).duration())
        .as(what)
        .isBetween(ttl.minusMinutes(5), ttl.plusMinutes(5));
  }

  @Test
  default void S5_theTtlIsADayByDefault() {
    assertTtl(kit().stored(), Duration.ofDays(1));
  }

  @Test
  default void S5_theTtlOptionHoldsWhereTheCookieHasNoExpiry() {
    Session session = kit().session();

    kit().store(options -> options.ttl(Duration.ofMinutes(5))).create(session);

    assertTtl(session, Duration.ofMinutes(5));
  }

  @Test
  default void S5_theExpiryOfTheCookieWinsOverTheOption() {
    Session relative = kit().session();
    relative.setCookie(SessionCookie.PLAIN.withMaxAge(Duration.ofSeconds(90)));
    Session fixed = kit().session();
    fixed.setCookie(SessionCookie.PLAIN.withExpires(NOW.plusSeconds(70)));
    BlockingSessionStore store = at(NOW, options -> options.ttl(Duration.ofMinutes(5)));

    store.create(relative);
    store.create(fixed);

    assertTtl(relative, Duration.ofSeconds(90));
    assertTtl(fixed, Duration.ofSeconds(70));
  }

  @Test
  default void S5_aFunctionWinsOverBoth() {
    Session session = kit().session();
    session.setCookie(SessionCookie.PLAIN.withMaxAge(Duration.ofSeconds(90)));
    Function<Session, Duration> function =
        asked -> Duration.ofMinutes("ada".equals(asked.get("user")) ? 7 : 1);

    kit().store(options -> options.ttl(function)).create(session);

    assertTtl(session, Duration.ofMinutes(7));
  }

  @Test
  default void S5_everyVerbThatSavesGivesTheTtl() {
    Session created = kit().stored();
    Session updated = kit().stored();
    updated.set("user", "bob");
    Session set = kit().session();
    Session touched = kit().stored();
    BlockingSessionStore store = kit().store(options -> options.ttl(Duration.ofMinutes(5)));

    store.update(updated);
    store.set(set);
    store.touch(touched);
    store.getAndTouch(created.id(), null);

    assertTtl(updated, Duration.ofMinutes(5));
    assertTtl(set, Duration.ofMinutes(5));
    assertTtl(touched, Duration.ofMinutes(5));
    assertTtl(created, Duration.ofMinutes(5));
  }

  @Test
  default void S5_readingASessionThatLivesForLongerThanMostKeepsItsOwnTtl() {
    Session session = kit().session();
    session.setCookie(SessionCookie.PLAIN.withMaxAge(Duration.ofDays(30)));
    kit().store().create(session);
    kit().setTtl(session.id(), Duration.ofDays(20));

    kit().store().getAndTouch(session.id(), Duration.ofHours(1));

    assertTtl(session, Duration.ofDays(30));
  }

  @Test
  default void S5_aUsualLifetimeOfNothingEndsNoSession() {
    Session session = kit().stored();

    for (Duration usual : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1)}) {
      kit().setTtl(session.id(), Duration.ofHours(20));
      assertThat(kit().store().getAndTouch(session.id(), usual)).as("%s", usual).isPresent();
      assertTtl(session, Duration.ofDays(1));
    }
  }

  @Test
  default void S7_anExpiryNowOrInThePastRemovesTheSession() {
    for (Duration ago : new Duration[] {Duration.ZERO, Duration.ofMillis(1), Duration.ofDays(9)}) {
      Session updated = kit().stored();
      Session set = kit().stored();
      BlockingSessionStore store = at(NOW, options -> {});
      updated.setCookie(SessionCookie.PLAIN.withExpires(NOW.minus(ago)));
      set.setCookie(SessionCookie.PLAIN.withExpires(NOW.minus(ago)));

      assertThat(store.update(updated)).as("there was one to end").isEqualTo(SaveOutcome.ENDED);
      assertThat(store.update(updated)).as("it is gone").isEqualTo(SaveOutcome.GONE);
      store.set(set);

      assertThat(kit().recordOf(updated.id())).as("updated, expired %s ago", ago).isEmpty();
      assertThat(kit().recordOf(set.id())).as("set, expired %s ago", ago).isEmpty();
    }
  }

  @Test
  default void S7_aSessionThatHasEndedIsNotCreated() {
    Session session = kit().session();
    session.setCookie(SessionCookie.PLAIN.withMaxAge(Duration.ZERO));

    assertThat(kit().store().create(session)).isEqualTo(SaveOutcome.ENDED);

    assertThat(kit().recordOf(session.id())).isEmpty();
  }

  @Test
  default void S7_aSessionThatHasEndedReplacesNoOther() {
    Session there = kit().stored();
    Session ended = Session.create(there.id(), SessionCookie.PLAIN.withMaxAge(Duration.ZERO));

    assertThat(kit().store().create(ended)).isEqualTo(SaveOutcome.ENDED);

    assertThat(kit().load(there.id()).get("user")).isEqualTo("ada");
  }

  @Test
  default void S9_partOfAMillisecondIsMoreThanNothing() {
    for (Duration part : List.of(Duration.ofNanos(1), Duration.ofNanos(999_999))) {
      Session session = kit().session();
      session.setCookie(SessionCookie.PLAIN.withMaxAge(part));

      assertThat(session.cookie().maxAge()).isEqualTo(Duration.ofMillis(1));
      assertThat(kit().store().create(session)).isEqualTo(SaveOutcome.SAVED);
    }
  }

  @Test
  default void S9_partOfASecondRoundsUp() {
    Session session = kit().session();
    session.setCookie(SessionCookie.PLAIN.withExpires(NOW.plusMillis(61_001)));
    Session short1 = kit().session();

    at(NOW, options -> {}).create(session);
    kit().store(options -> options.ttl(Duration.ofMillis(1))).create(short1);

    assertThat(remaining(session)).isBetween(Duration.ofMillis(61_002), Duration.ofSeconds(62));
    assertThat(remaining(short1)).isBetween(Duration.ofMillis(2), Duration.ofSeconds(1));
  }

  @Test
  default void S17_touchMovesTheTtl() {
    Session session = kit().stored();

    assertThat(kit().store(options -> options.ttl(Duration.ofDays(2))).touch(session)).isTrue();

    assertTtl(session, Duration.ofDays(2));
  }

  @Test
  default void S17_touchMovesTheExpiryOfTheCookieInTheSession() {
    Session session = kit().stored();
    session.setCookie(SessionCookie.PLAIN.withMaxAge(Duration.ofHours(1)));

    at(NOW.plusSeconds(60), options -> {}).touch(session);

    assertThat(session.cookie().expires()).isEqualTo(NOW.plusSeconds(60).plus(Duration.ofHours(1)));
  }

  @Test
  default void S17_touchOfAMissingSessionIsFalseAndCreatesNothing() {
    Session session = kit().stored();
    kit().store().destroy(session.id());

    assertThat(kit().store().touch(session)).isFalse();
    assertThat(kit().recordOf(session.id())).isEmpty();
  }

  @Test
  default void S17_touchLeavesARecordThatCannotBeReadAsItIs() {
    Session session = kit().stored();
    kit().putRecord(session.id(), "garbage".getBytes(UTF_8));

    kit().store().touch(session);

    assertThat(kit().recordOf(session.id())).contains("garbage");
  }

  @Test
  default void S17_touchNeverDeletes() {
    Session session = kit().session();
    session.setCookie(SessionCookie.PLAIN.withExpires(NOW.plusSeconds(60)));
    at(NOW, options -> {}).create(session);

    assertThat(at(NOW.plusSeconds(61), options -> {}).touch(session)).isFalse();
    assertThat(kit().recordOf(session.id())).isPresent();
  }

  @Test
  default void S17_withDisableTouchNoCommandIsSentAndReadingDoesNotProlong() {
    Session session = kit().session();
    kit().store(options -> options.ttl(Duration.ofMinutes(5))).create(session);
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    BlockingSessionStore store = kit().store(counted, options -> options.disableTouch(true));

    store.touch(session);
    assertThat(counted.commands().size()).isZero();

    store.getAndTouch(session.id(), null);
    assertTtl(session, Duration.ofMinutes(5));
  }

  private BlockingSessionStore at(Instant now, Consumer<RedisSessionStoreBuilder> options) {
    return kit()
        .store(
            builder -> {
              builder.clock(InstantSource.fixed(now));
              options.accept(builder);
            });
  }

  private Duration remaining(Session session) {
    TimeToLive ttl = kit().ttl(session.id());
    assertThat(ttl).isInstanceOf(TimeToLive.Remaining.class);
    return ((TimeToLive.Remaining) ttl).duration();
  }

  /** The server's clock has gone on a little since the TTL was given. */
  private void assertTtl(Session session, Duration expected) {
    assertThat(remaining(session)).isBetween(expected.minusSeconds(5), expected);
  }
}
