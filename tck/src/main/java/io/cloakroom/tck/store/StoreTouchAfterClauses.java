package io.cloakroom.tck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.crypto.EncryptionKey;
import io.cloakroom.crypto.KeyRing;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.OnConflict;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.Session;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.client.CountingRedisCommands;
import io.cloakroom.tck.client.StageResults;
import io.cloakroom.tck.servers.CommandStats;
import io.cloakroom.tck.store.fixture.StoreClauses;
import io.cloakroom.tck.store.fixture.TouchingRead;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** S19: touches that are throttled. */
interface StoreTouchAfterClauses extends StoreClauses {

  /** The TTL and the window that these tests use. */
  Duration TTL = Duration.ofHours(1);

  /** How much of the TTL is used up before it is moved. */
  Duration TOUCH_AFTER = Duration.ofMinutes(10);

  @Test
  default void S19_insideTheWindowNothingIsWrittenByTheOneCommand() {
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    BlockingSessionStore store = kit().store(counted, StoreTouchAfterClauses::throttled);
    Session session = kit().session();
    store.create(session);
    leave(session, TTL.plusMinutes(1));
    counted.reset();

    assertThat(store.getAndTouch(session.id(), null)).isPresent();

    assertThat(counted.total()).isEqualTo(1);
    assertLeft(session, TTL.plusMinutes(1));
  }

  /** Another program may have taken it away. */
  @Test
  default void S18_aKeyWithoutATtlGetsOneWhenItsSessionIsUsed() {
    for (OnConflict policy : OnConflict.values()) {
      BlockingSessionStore store = kit().store(options -> throttled(options).onConflict(policy));
      Session session = kit().session();
      store.create(session);
      Map<String, Runnable> uses = new LinkedHashMap<>();
      uses.put("touch", () -> assertThat(store.touch(session)).isTrue());
      for (TouchingRead read : TouchingRead.values()) {
        uses.put(read.toString(), () -> assertThat(read.of(store, session.id(), null)).isPresent());
      }
      uses.forEach(
          (use, action) -> {
            kit().setTtl(session.id(), null);

            action.run();

            assertThat(kit().ttl(session.id()))
                .as("what %s by %s leaves", use, policy)
                .isInstanceOf(TimeToLive.Remaining.class);
          });
    }
  }

  @Test
  default void S19_insideTheWindowTheServerWritesNothing() {
    kit().needs(Capability.SERVER);
    BlockingSessionStore store = kit().store(StoreTouchAfterClauses::throttled);
    Session session = kit().session();
    store.create(session);

    CommandStats sent =
        kit()
            .commandsDuring(
                () -> {
                  store.getAndTouch(session.id(), null);
                  store.touch(session);
                });

    List.of("set", "getex", "expire", "pexpire")
        .forEach(command -> assertThat(sent.of(command)).as(command).isZero());
  }

  @Test
  default void S19_pastTheWindowTheTtlIsResetInOneCommand() {
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    BlockingSessionStore store = kit().store(counted, StoreTouchAfterClauses::throttled);
    Session session = kit().session();
    store.create(session);
    leave(session, TTL.minusMinutes(1));
    counted.reset();

    assertThat(store.getAndTouch(session.id(), null)).isPresent();

    assertThat(counted.total()).isEqualTo(1);
    assertLeft(session, TTL.plus(TOUCH_AFTER));
  }

  @Test
  default void S19_aUsedSessionLivesForTheWholeTtlFromThen() {
    List<Consumer<RedisSessionStoreBuilder>> ways =
        List.of(
            options -> {},
            options -> options.onConflict(OnConflict.OVERWRITE),
            options -> options.ttl(session -> TTL),
            options -> options.encryption(KeyRing.of(EncryptionKey.random())));
    for (Consumer<RedisSessionStoreBuilder> way : ways) {
      BlockingSessionStore store = kit().store(options -> way.accept(throttled(options)));
      Session session = kit().session();
      store.create(session);
      assertAlive(session, "created");
      session.set("user", "bob");
      store.update(session);
      assertAlive(session, "updated");
      for (int minutes : new int[] {70, 69, 61, 59, 1}) {
        leave(session, Duration.ofMinutes(minutes).plusSeconds(30));
        store.getAndTouch(session.id(), null);
        assertAlive(session, "read with " + minutes + " minutes left");
        leave(session, Duration.ofMinutes(minutes).plusSeconds(30));
        assertThat(store.touch(session)).isTrue();
        assertAlive(session, "touched with " + minutes + " minutes left");
      }
    }
  }

  @Test
  default void S19_aSessionThatLivesForLongerThanMostHasAWindowOfItsOwn() {
    BlockingSessionStore store = kit().store(StoreTouchAfterClauses::throttled);
    Session session = kit().session();
    session.setCookie(SessionCookie.PLAIN.withMaxAge(Duration.ofDays(30)));
    store.create(session);

    leave(session, Duration.ofDays(30).plusMinutes(1));
    store.getAndTouch(session.id(), null);
    assertLeft(session, Duration.ofDays(30).plusMinutes(1));

    leave(session, Duration.ofDays(30).minusMinutes(1));
    store.getAndTouch(session.id(), null);
    assertLeft(session, Duration.ofDays(30).plus(TOUCH_AFTER));
  }

  @Test
  default void S19_aSessionWhoseOwnTtlIsShorterThanTheWindowEndsOnTime() {
    Duration own = TOUCH_AFTER.minusMinutes(1);
    Map<String, Consumer<RedisSessionStoreBuilder>> ways =
        Map.of(
            "maxAge", options -> {},
            "idle interval", options -> {},
            "ttl by a function", options -> options.ttl(session -> own));
    ways.forEach(
        (way, options) -> {
          BlockingSessionStore store = kit().store(builder -> options.accept(throttled(builder)));
          Session session = kit().session();
          if (way.equals("maxAge")) {
            session.setCookie(session.cookie().withMaxAge(own));
          } else if (way.equals("idle interval")) {
            session.setIdleInterval(own);
          }
          store.create(session);
          assertLeft(session, own);

          leave(session, Duration.ofMinutes(1));
          store.getAndTouch(session.id(), null);
          assertLeft(session, own);
          leave(session, Duration.ofMinutes(1));
          assertThat(store.touch(session)).as(way).isTrue();
          assertLeft(session, own);
        });
  }

  @Test
  default void S19_aFixedEndStaysWhereItIs() {
    Instant now = Instant.parse("2026-03-01T12:00:00Z");
    BlockingSessionStore store =
        kit().store(options -> throttled(options).clock(InstantSource.fixed(now)));
    Session session = kit().session();
    session.setCookie(SessionCookie.PLAIN.withExpires(now.plusSeconds(70)));

    store.create(session);
    assertLeft(session, Duration.ofSeconds(70));
    store.touch(session);
    assertLeft(session, Duration.ofSeconds(70));
    store.getAndTouch(session.id(), null);
    assertLeft(session, Duration.ofSeconds(70));
  }

  @Test
  default void S19_touchOfAMissingSessionIsFalseAndCreatesNothing() {
    BlockingSessionStore store = kit().store(StoreTouchAfterClauses::throttled);
    Session session = kit().session();
    store.create(session);
    store.destroy(session.id());

    assertThat(store.touch(session)).isFalse();
    assertThat(store.getAndTouch(session.id(), null)).isEmpty();
    assertThat(kit().recordOf(session.id())).isEmpty();
  }

  @Test
  @SuppressWarnings("NullAway") // the misuse that is tested
  default void S8_anInvalidWindowIsRefusedByName() {
    Map<String, Consumer<RedisSessionStoreBuilder>> bad =
        Map.of(
            "negative", options -> options.touchAfter(Duration.ofSeconds(-1)),
            "longer than ttl", options -> options.ttl(TTL).touchAfter(TTL.plusSeconds(1)),
            "too long", options -> options.touchAfter(Duration.ofSeconds(Long.MAX_VALUE)),
            "null", options -> options.touchAfter(null),
            "with disableTouch", options -> throttled(options).disableTouch(true),
            "with disableTtl", options -> throttled(options).disableTtl(true));

    bad.forEach(
        (what, options) ->
            assertThatThrownBy(() -> kit().store(options))
                .as(what)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("touchAfter"));
  }

  @Test
  default void S8_aWindowThatIsLongerThanTheTtlIsRefusedWithAdviceThatWorks() {
    assertThatThrownBy(
            () -> kit().store(options -> options.ttl(TTL).touchAfter(Duration.ofDays(1))))
        .hasMessageContaining("touchAfter must not be longer than ttl")
        .hasMessageContaining("such as PT6M");

    kit().store(options -> options.ttl(TTL).touchAfter(Duration.parse("PT6M")));
    kit().store(options -> options.ttl(session -> TTL).touchAfter(Duration.ofDays(2)));
  }

  @Test
  default void S8_aWindowThatNothingCouldTouchNamesBothOptions() {
    Map<String, Consumer<RedisSessionStoreBuilder>> bad =
        Map.of(
            "disableTouch", options -> throttled(options).disableTouch(true),
            "disableTtl", options -> throttled(options).disableTtl(true));

    bad.forEach(
        (name, options) ->
            assertThatThrownBy(() -> kit().store(options))
                .hasMessageContaining("touchAfter cannot be combined with " + name));
  }

  private static RedisSessionStoreBuilder throttled(RedisSessionStoreBuilder options) {
    return options.ttl(TTL).touchAfter(TOUCH_AFTER);
  }

  /** As if time had passed. */
  private void leave(Session session, Duration left) {
    StageResults.answer(
        kit().client().expire(kit().keyOf(session.id()), left), Duration.ofSeconds(5));
  }

  private void assertAlive(Session session, String when) {
    assertThat(left(session)).as(when).isBetween(TTL.minusSeconds(5), TTL.plus(TOUCH_AFTER));
  }

  /** The server's clock has gone on a little since. */
  private void assertLeft(Session session, Duration expected) {
    assertThat(left(session)).isBetween(expected.minusSeconds(5), expected);
  }

  private Duration left(Session session) {
    TimeToLive ttl = kit().ttl(session.id());
    assertThat(ttl).isInstanceOf(TimeToLive.Remaining.class);
    return ((TimeToLive.Remaining) ttl).duration();
  }
}
