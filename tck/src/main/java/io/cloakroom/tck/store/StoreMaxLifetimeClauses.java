package io.cloakroom.tck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.crypto.EncryptionKey;
import io.cloakroom.crypto.KeyRing;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.OnConflict;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.tck.client.CountingRedisCommands;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.store.fault.CountingSerializer;
import io.cloakroom.tck.store.fixture.StoreClauses;
import io.cloakroom.tck.store.fixture.TouchingRead;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** S26: an absolute lifetime. */
interface StoreMaxLifetimeClauses extends StoreClauses {

  /** When the sessions of these tests begin. */
  Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");

  /** How long they live at most. */
  Duration MOST = Duration.ofHours(4);

  @Test
  default void S26_noSequenceOfTouchSetAndRegenerateOutlivesTheMaximum() {
    List<Consumer<RedisSessionStoreBuilder>> ways =
        List.of(
            options -> {},
            options -> options.serializer(new CountingSerializer()),
            options -> options.encryption(KeyRing.of(EncryptionKey.random())),
            options -> options.touchAfter(Duration.ofMinutes(10)),
            options -> options.onConflict(OnConflict.OVERWRITE),
            options -> options.ttl(session -> Duration.ofHours(1)));
    for (Consumer<RedisSessionStoreBuilder> way : ways) {
      AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
      BlockingSessionStore store = limited(now, way);
      Session session = kit().session();
      store.create(session);
      for (int minutes = 30; minutes < MOST.toMinutes(); minutes += 30) {
        now.set(BEGIN.plus(Duration.ofMinutes(minutes)));
        assertThat(store.touch(session)).isTrue();
        assertEndsInTime(session, now);
        session = store.getAndTouch(session.id(), null).orElseThrow();
        assertEndsInTime(session, now);
        store.regenerate(session, LikeIds.next());
        assertEndsInTime(session, now);
        session.set("minutes", minutes);
        assertThat(store.update(session)).isEqualTo(SaveOutcome.SAVED);
        assertEndsInTime(session, now);
        store.set(session);
        assertEndsInTime(session, now);
      }

      now.set(BEGIN.plus(MOST));

      assertThat(store.touch(session)).isFalse();
      assertThat(store.all()).extracting(Session::id).doesNotContain(session.id());
      assertThat(store.regenerate(session, LikeIds.next())).isEqualTo(SaveOutcome.EXPIRED);
      assertThat(store.getAndTouch(session.id(), null)).isEmpty();
      assertThat(kit().recordOf(session.id())).isEmpty();
    }
  }

  /**
   * Near an end, little of a TTL is left although somebody uses the session: that says nothing of
   * when the last use was.
   */
  @Test
  default void S26_whoUsesASessionFindsItUntilItsEnd() {
    Map<String, Consumer<Session>> ends =
        Map.of(
            "maxLifetime",
            session -> {},
            "the cookie's expiry",
            session -> session.setCookie(SessionCookie.PLAIN.withExpires(BEGIN.plus(MOST))),
            "the cookie's expiry, and an idle interval",
            session -> {
              session.setCookie(SessionCookie.PLAIN.withExpires(BEGIN.plus(MOST)));
              session.setIdleInterval(Duration.ofHours(1));
            });
    ends.forEach(
        (end, setEnd) -> {
          for (TouchingRead read : TouchingRead.values()) {
            AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
            BlockingSessionStore store = limited(now, options -> {});
            Session session = kit().session();
            setEnd.accept(session);
            store.create(session);
            Duration step = Duration.ofMinutes(20);
            for (Duration age = step; age.compareTo(MOST) < 0; age = age.plus(step)) {
              Duration left = ((TimeToLive.Remaining) kit().ttl(session.id())).duration();
              // as where the server that wrote it has a clock that is behind
              kit().setTtl(session.id(), left.minus(step).plusMillis(900));
              now.set(BEGIN.plus(age).plusNanos(300_001));

              assertThat(read.of(store, session.id(), null))
                  .as("%s, %s after the beginning, by %s", end, age, read)
                  .isPresent();
            }
          }
        });
  }

  @Test
  default void S26_whatIsFoundPastItsEndIsMissingAndRemoved() {
    AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
    BlockingSessionStore store = limited(now, options -> {});
    Session got = kit().session();
    Session saved = kit().session();
    store.create(got);
    store.create(saved);

    now.set(BEGIN.plus(MOST));

    assertThat(store.get(got.id())).isEmpty();
    assertThat(kit().recordOf(got.id())).isEmpty();
    saved.set("user", "bob");
    store.update(saved);
    assertThat(kit().recordOf(saved.id())).isEmpty();
  }

  @Test
  default void S26_theTimeOfCreationStaysWhateverIsDone() {
    AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
    BlockingSessionStore store = limited(now, options -> {});
    Session session = kit().session();
    store.create(session);
    now.set(BEGIN.plusSeconds(60));
    Session other = store.get(session.id()).orElseThrow();
    other.set("colours", new ArrayList<>(List.of("green")));
    store.update(other);
    session.set("size", 3);
    session.clear();
    session.set("user", "bob");
    store.update(session);
    store.regenerate(session, LikeIds.next());
    Session renamed = session;

    Session found = store.get(renamed.id()).orElseThrow();

    assertThat(found.creationTime()).isEqualTo(BEGIN);
    assertThat(found.attributes()).isEqualTo(Map.of("user", "bob", "colours", List.of("green")));
    assertThat(found.isModified()).isFalse();
  }

  @Test
  default void S26_aSessionFromBeforeTheOptionCountsFromItsFirstUse() {
    Session session = kit().storedWithoutTime();
    AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
    BlockingSessionStore store = limited(now, options -> {});

    assertThat(store.touch(store.get(session.id()).orElseThrow())).isTrue();
    assertThat(store.getAndTouch(session.id(), null)).isPresent();

    assertThat(store.get(session.id()).orElseThrow().creationTime()).isEqualTo(BEGIN);
    now.set(BEGIN.plus(MOST));
    assertThat(store.getAndTouch(session.id(), null)).isEmpty();
  }

  @Test
  default void S26_ofTwoFirstUsesTheOneThatIsSavedFirstCounts() {
    Session session = kit().storedWithoutTime();
    AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
    BlockingSessionStore store = limited(now, options -> {});
    Session one = store.get(session.id()).orElseThrow();
    Session other = store.get(session.id()).orElseThrow();
    one.set("colour", "green");
    other.set("size", 3);

    store.update(one);
    now.set(BEGIN.plusSeconds(60));
    store.update(other);

    assertThat(other.creationTime()).isEqualTo(BEGIN);
    assertThat(store.get(session.id()).orElseThrow().creationTime()).isEqualTo(BEGIN);
  }

  @Test
  default void S26_touchOfAMissingSessionFromBeforeTheOptionIsFalse() {
    BlockingSessionStore store = limited(new AtomicReference<>(BEGIN), options -> {});
    Session session = kit().storedWithoutTime();
    kit().store().destroy(session.id());

    assertThat(store.touch(session)).isFalse();
  }

  @Test
  default void S26_readingIsOneCommandUntilTheEndIsNear() {
    AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    BlockingSessionStore store = kit().store(counted, options -> limit(options, now));
    Session session = kit().session();
    store.create(session);
    counted.reset();

    now.set(BEGIN.plus(MOST).minus(Duration.ofHours(1)));
    store.getAndTouch(session.id(), null);
    assertThat(counted.total()).isEqualTo(1);

    now.set(BEGIN.plus(MOST).minusSeconds(60));
    store.getAndTouch(session.id(), null);
    assertThat(counted.total()).isEqualTo(3);
  }

  @Test
  default void S26_theExpiryOfTheCookieIsNoLater() {
    AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
    BlockingSessionStore store = limited(now, options -> {});
    Session session = kit().session();
    session.setCookie(SessionCookie.PLAIN.withMaxAge(Duration.ofHours(3)));
    store.create(session);
    assertThat(session.cookie().expires()).isEqualTo(BEGIN.plus(Duration.ofHours(3)));

    now.set(BEGIN.plus(Duration.ofHours(2)));
    Session read = store.getAndTouch(session.id(), Duration.ofHours(3)).orElseThrow();
    assertThat(read.cookie().expires()).isEqualTo(BEGIN.plus(MOST));
    read.set("user", "bob");
    store.update(read);
    assertThat(read.cookie().expires()).isEqualTo(BEGIN.plus(MOST));
  }

  @Test
  default void S32_theRecordThatIsSharedHoldsNoTimeOfCreation() {
    Session session = kit().storedWithoutTime();

    assertThat(kit().recordOf(session.id()).orElseThrow()).doesNotContain("created");
    assertThat(kit().load(session.id()).creationTime()).isNull();
  }

  @Test
  default void S2_theNameOfTheTimeOfCreationIsTaken() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kit().session().set("__cloakroom_created", "2000-01-01T00:00:00Z"))
        .withMessageContaining("__cloakroom_created");
  }

  @Test
  @SuppressWarnings("NullAway") // the misuse that is tested
  default void S8_anInvalidLifetimeIsRefusedByName() {
    Map<String, Consumer<RedisSessionStoreBuilder>> bad =
        Map.of(
            "zero", options -> options.maxLifetime(Duration.ZERO),
            "negative", options -> options.maxLifetime(Duration.ofSeconds(-1)),
            "too long", options -> options.maxLifetime(Duration.ofSeconds(Long.MAX_VALUE)),
            "null", options -> options.maxLifetime(null),
            "with disableTtl", options -> options.maxLifetime(MOST).disableTtl(true));

    bad.forEach(
        (what, options) ->
            assertThatThrownBy(() -> kit().store(options))
                .as(what)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxLifetime"));
  }

  private BlockingSessionStore limited(
      AtomicReference<Instant> now, Consumer<RedisSessionStoreBuilder> options) {
    return kit().store(builder -> options.accept(limit(builder, now)));
  }

  private static RedisSessionStoreBuilder limit(
      RedisSessionStoreBuilder options, AtomicReference<Instant> now) {
    return options.ttl(Duration.ofHours(1)).maxLifetime(MOST).clock(now::get);
  }

  private void assertEndsInTime(Session session, AtomicReference<Instant> now) {
    TimeToLive ttl = kit().ttl(session.id());
    assertThat(ttl).isInstanceOf(TimeToLive.Remaining.class);
    assertThat(((TimeToLive.Remaining) ttl).duration())
        .as("with %s left", Duration.between(now.get(), BEGIN.plus(MOST)))
        .isLessThanOrEqualTo(Duration.between(now.get(), BEGIN.plus(MOST)));
  }
}
