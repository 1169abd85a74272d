package io.cloakroom.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.crypto.EncryptionKey;
import io.cloakroom.crypto.KeyRing;
import io.cloakroom.crypto.RecordCompression;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.serializer.SessionRecord;
import io.cloakroom.serializer.SessionSerializer;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionCookie;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** S5, S7 to S9, S17 and S18: how long a session lives. */
interface StoreLifetimeClauses extends StoreClauses {

  /** When the tests of this topic take place. */
  Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  default void S5_theTtlIsADayUnlessSaid() {
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
    relative.setCookie(SessionCookie.DEFAULT.withMaxAge(Duration.ofSeconds(90)));
    Session fixed = kit().session();
    fixed.setCookie(SessionCookie.DEFAULT.withExpires(NOW.plusSeconds(70)));
    BlockingSessionStore store = at(NOW, options -> options.ttl(Duration.ofMinutes(5)));

    store.create(relative);
    store.create(fixed);

    assertTtl(relative, Duration.ofSeconds(90));
    assertTtl(fixed, Duration.ofSeconds(70));
  }

  @Test
  default void S5_aFunctionWinsOverBoth() {
    Session session = kit().session();
    session.setCookie(SessionCookie.DEFAULT.withMaxAge(Duration.ofSeconds(90)));
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
    session.setCookie(SessionCookie.DEFAULT.withMaxAge(Duration.ofDays(30)));
    kit().store().create(session);

    kit().store().getAndTouch(session.id(), Duration.ofHours(1));

    assertTtl(session, Duration.ofDays(30));
  }

  @Test
  default void S5_aUsualLifetimeOfNothingEndsNoSession() {
    Session session = kit().stored();

    for (Duration usual : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1)}) {
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
      updated.setCookie(SessionCookie.DEFAULT.withExpires(NOW.minus(ago)));
      set.setCookie(SessionCookie.DEFAULT.withExpires(NOW.minus(ago)));

      assertThat(store.update(updated)).as("there was one to end").isTrue();
      assertThat(store.update(updated)).as("it is gone").isFalse();
      store.set(set);

      assertThat(kit().recordOf(updated.id())).as("updated, expired %s ago", ago).isEmpty();
      assertThat(kit().recordOf(set.id())).as("set, expired %s ago", ago).isEmpty();
    }
  }

  @Test
  default void S7_aSessionThatHasEndedIsNotCreated() {
    Session session = kit().session();
    session.setCookie(SessionCookie.DEFAULT.withMaxAge(Duration.ZERO));

    assertThat(kit().store().create(session)).isFalse();

    assertThat(kit().recordOf(session.id())).isEmpty();
  }

  @Test
  default void S7_aSessionThatHasEndedTakesNobodysPlace() {
    Session there = kit().stored();
    Session ended = Session.create(there.id(), SessionCookie.DEFAULT.withMaxAge(Duration.ZERO));

    assertThat(kit().store().create(ended)).isFalse();

    assertThat(kit().load(there.id()).get("user")).isEqualTo("ada");
  }

  @Test
  @SuppressWarnings("NullAway") // the misuse that is tested
  default void S8_badOptionsFailWhenTheStoreIsBuiltByName() {
    Map<String, Consumer<RedisSessionStoreBuilder>> bad =
        Map.of(
            "ttl zero", options -> options.ttl(Duration.ZERO),
            "ttl negative", options -> options.ttl(Duration.ofSeconds(-1)),
            "ttl too long", options -> options.ttl(Duration.ofSeconds(Long.MAX_VALUE)),
            "ttl null", options -> options.ttl((Duration) null),
            "scanCount zero", options -> options.scanCount(0),
            "scanCount negative", options -> options.scanCount(-1),
            "prefix null", options -> options.prefix(null),
            "serializer null", options -> options.serializer(null),
            "onUnreadable null", options -> options.onUnreadable(null));

    bad.forEach(
        (what, options) ->
            assertThatThrownBy(() -> kit().store(options))
                .as(what)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(what.substring(0, what.indexOf(' '))));
  }

  @Test
  default void S8_theLeastAndTheGreatestAreAccepted() {
    assertThatCode(
            () ->
                kit()
                    .store(
                        options ->
                            options
                                .ttl(TimeToLive.MAXIMUM)
                                .touchAfter(TimeToLive.MAXIMUM)
                                .scanCount(1)))
        .doesNotThrowAnyException();
  }

  @Test
  default void S8_whatExpressCouldNotReadIsNotSharedWithIt() {
    Map<String, Consumer<RedisSessionStoreBuilder>> bad =
        Map.of(
            "encryption", options -> options.encryption(KeyRing.of(EncryptionKey.random())),
            "compression", options -> options.compression(RecordCompression.on()),
            "idHashing", options -> options.idHashing(),
            "serializer", options -> options.serializer(new OtherThanJson()));

    bad.forEach(
        (name, option) ->
            assertThatThrownBy(
                    () -> kit().store(option.andThen(shared -> shared.sharedWithExpress())))
                .as(name)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Option " + name));
  }

  /** A serializer, as far as builders go. */
  final class OtherThanJson implements SessionSerializer {
    @Override
    public byte[] serialize(SessionRecord sessionRecord) {
      throw new UnsupportedOperationException();
    }

    @Override
    public SessionRecord deserialize(byte[] bytes) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  default void S9_partOfASecondRoundsUp() {
    Session session = kit().session();
    session.setCookie(SessionCookie.DEFAULT.withExpires(NOW.plusMillis(61_001)));
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
  default void S17_touchMovesTheExpiryOfTheCookieInHand() {
    Session session = kit().stored();
    session.setCookie(SessionCookie.DEFAULT.withMaxAge(Duration.ofHours(1)));

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
  default void S17_touchNeverDeletes() {
    Session session = kit().stored();
    session.setCookie(SessionCookie.DEFAULT.withExpires(NOW.minusSeconds(1)));

    assertThat(at(NOW, options -> {}).touch(session)).isFalse();
    assertThat(kit().recordOf(session.id())).isPresent();
  }

  @Test
  default void S17_withDisableTouchNoCommandIsSentAndReadingDoesNotProlong() {
    Session session = kit().session();
    kit().store(options -> options.ttl(Duration.ofMinutes(5))).create(session);
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    BlockingSessionStore store = kit().store(counted, RedisSessionStoreBuilder::disableTouch);

    store.touch(session);
    assertThat(counted.commands().size()).isZero();

    store.getAndTouch(session.id(), null);
    assertTtl(session, Duration.ofMinutes(5));
  }

  @Test
  default void S18_disableTtlStoresWithoutExpiry() {
    BlockingSessionStore store = kit().store(RedisSessionStoreBuilder::disableTtl);
    Session session = kit().session();
    session.setCookie(SessionCookie.DEFAULT.withMaxAge(Duration.ofSeconds(90)));

    store.create(session);
    assertThat(kit().ttl(session.id())).isEqualTo(new TimeToLive.Unlimited());

    session.set("user", "bob");
    store.update(session);
    store.touch(session);
    store.getAndTouch(session.id(), null);
    store.set(session);
    assertThat(kit().ttl(session.id())).isEqualTo(new TimeToLive.Unlimited());
  }

  @Test
  default void S18_nothingLivesForEverUnlessThatIsSaid() {
    Session session = kit().session();
    BlockingSessionStore store = kit().store();

    store.create(session);
    assertThat(kit().ttl(session.id())).isInstanceOf(TimeToLive.Remaining.class);
    session.set("user", "bob");
    store.update(session);
    assertThat(kit().ttl(session.id())).isInstanceOf(TimeToLive.Remaining.class);
    store.set(session);
    assertThat(kit().ttl(session.id())).isInstanceOf(TimeToLive.Remaining.class);
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
