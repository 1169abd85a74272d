package io.cloakroom.tck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.client.CountingRedisCommands;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.store.fault.LargestDelete;
import io.cloakroom.tck.store.fault.RemovalInterceptor;
import io.cloakroom.tck.store.fault.WithoutScripts;
import io.cloakroom.tck.store.fixture.StoreClauses;
import io.cloakroom.tck.store.fixture.TouchingRead;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** S7, S10, S14, S27 and S45: what ends sessions, while others prolong them and begin new ones. */
interface StoreEndingClauses extends StoreClauses {

  Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  default void S7_aSessionThatAnotherRequestProlongedIsNotRemoved() {
    AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
    BlockingSessionStore store = kit().store(options -> options.clock(now::get));
    SessionId savedLate = prolongedWhileHeld(store, now, store::update);
    assertThat(kit().load(savedLate).attributes())
        .containsEntry("longer", true)
        .containsEntry("late", "kept");

    now.set(BEGIN);
    SessionId newId = LikeIds.next();
    prolongedWhileHeld(store, now, late -> store.regenerate(late, newId));
    assertThat(kit().load(newId).attributes())
        .containsEntry("longer", true)
        .containsEntry("late", "kept");
  }

  /** A save by a holder to whom the session has ended, after another has prolonged it. */
  private SessionId prolongedWhileHeld(
      BlockingSessionStore store,
      AtomicReference<Instant> now,
      Function<Session, SaveOutcome> save) {
    Session session = kit().session();
    session.setCookie(SessionCookie.PLAIN.withExpires(BEGIN.plusSeconds(60)));
    store.create(session);
    Session late = store.get(session.id()).orElseThrow();
    Session other = store.get(session.id()).orElseThrow();
    other.setCookie(SessionCookie.PLAIN);
    other.set("longer", true);
    assertThat(store.update(other)).isEqualTo(SaveOutcome.SAVED);

    now.set(BEGIN.plusSeconds(61));
    late.set("late", "kept");
    assertThat(save.apply(late)).isEqualTo(SaveOutcome.SAVED);
    return session.id();
  }

  /** Between the look and the removal, another request prolongs it. */
  @Test
  default void S7_whoFindsThatASessionHasEndedRemovesNothingElse() {
    Map<String, BiFunction<BlockingSessionStore, SessionId, Optional<Session>>> reads =
        new LinkedHashMap<>();
    reads.put("get", BlockingSessionStore::get);
    for (TouchingRead read : TouchingRead.values()) {
      reads.put(read.name(), (store, id) -> read.of(store, id, null));
    }
    reads.forEach(
        (verb, read) -> {
          AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
          BlockingSessionStore store = kit().store(options -> options.clock(now::get));
          Session session = kit().session();
          session.setCookie(SessionCookie.PLAIN.withExpires(BEGIN.plusSeconds(60)));
          store.create(session);
          Session other = store.get(session.id()).orElseThrow();
          other.setCookie(SessionCookie.PLAIN);
          other.set("longer", true);
          SessionStore prolonging =
              kit().asynchronous(kit().client(), options -> options.clock(now::get));
          RemovalInterceptor intercepted =
              new RemovalInterceptor(kit().client(), () -> prolonging.update(other));
          now.set(BEGIN.plusSeconds(61));

          Optional<Session> found =
              read.apply(
                  kit().store(intercepted, options -> options.clock(now::get)), session.id());

          assertThat(intercepted.hasActed()).as("%s removes what has ended", verb).isTrue();
          assertThat(kit().recordOf(session.id()).orElse("nothing"))
              .as("what another request prolonged while %s looked", verb)
              .contains("longer");
          assertThat(found).as("what %s finds then", verb).isPresent();
        });
  }

  /** The interval that kept it alive is gone by the time it moves. */
  @Test
  default void S7_aSessionThatHasEndedByWhatAnotherSavedGetsNoNewId() {
    Session session = kit().session();
    session.setIdleInterval(Duration.ofHours(1));
    kit().store().create(session);
    Session held = kit().load(session.id());
    held.setCookie(SessionCookie.PLAIN.withMaxAge(Duration.ZERO));
    Session other = kit().load(session.id());
    other.setIdleInterval(null);
    assertThat(kit().store().update(other)).isEqualTo(SaveOutcome.SAVED);
    SessionId newId = LikeIds.next();

    assertThat(kit().store().regenerate(held, newId)).isEqualTo(SaveOutcome.ENDED);

    assertThat(kit().recordOf(newId)).isEmpty();
    assertThat(kit().recordOf(session.id())).isEmpty();
  }

  @Test
  default void S7_anEndThatWasSetIsToldApartFromAnExpiry() {
    AtomicReference<Duration> usual = new AtomicReference<>(Duration.ofHours(1));
    BlockingSessionStore store =
        kit()
            .store(
                options ->
                    options.ttl(
                        session -> session.get("bye") == null ? usual.get() : Duration.ZERO));
    Session ended = kit().load(kit().stored().id());
    Session movedOn = kit().load(kit().stored().id());
    Session expired = kit().load(kit().stored().id());
    ended.set("bye", true);
    movedOn.set("bye", true);
    expired.set("color", "blue");

    assertThat(store.update(ended)).isEqualTo(SaveOutcome.ENDED);
    assertThat(store.regenerate(movedOn, LikeIds.next())).isEqualTo(SaveOutcome.ENDED);
    usual.set(Duration.ZERO);
    assertThat(store.update(expired)).isEqualTo(SaveOutcome.EXPIRED);

    for (Session session : List.of(ended, movedOn, expired)) {
      assertThat(kit().recordOf(session.id())).isEmpty();
    }
  }

  @Test
  default void S10_withoutTouchADestroyedSessionIsToldApartFromAnExpiredOne() {
    for (RedisCommands client : List.of(kit().client(), new WithoutScripts(kit().client()))) {
      AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
      BlockingSessionStore store =
          kit().store(client, options -> options.disableTouch(true).clock(now::get));
      Session destroyed = goneWhileHeld(store);
      Session expired = goneWhileHeld(store);

      assertThat(store.update(destroyed)).isEqualTo(SaveOutcome.GONE);
      now.set(BEGIN.plus(Duration.ofDays(1)));
      assertThat(store.update(expired)).isEqualTo(SaveOutcome.EXPIRED);
    }
  }

  private Session goneWhileHeld(BlockingSessionStore store) {
    Session session = kit().session();
    store.create(session);
    Session held = store.getAndTouch(session.id(), null).orElseThrow();
    held.set("color", "blue");
    kit().store().destroy(session.id());
    return held;
  }

  @Test
  default void S10_readingWithoutProlongingIsOneCommand() {
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    BlockingSessionStore store = kit().store(counted, options -> options.disableTouch(true));
    SessionId id = kit().stored().id();

    assertThat(store.getAndTouch(id, null)).isPresent();

    assertThat(counted.commands()).hasSize(1);
  }

  /** Whoever reads a session sets its TTL right afterwards, and dies here before that. */
  @Test
  default void S45_aCrashInTheMiddleOfAReadProlongsNoIdleInterval() {
    Session session = kit().session();
    session.setIdleInterval(Duration.ofMinutes(20));
    BlockingSessionStore store = kit().store(options -> options.touchAfter(Duration.ZERO));
    store.create(session);
    BlockingSessionStore dying =
        kit()
            .store(
                new ForwardingRedisCommands(kit().client()) {
                  @Override
                  public CompletionStage<Boolean> expire(String key, Duration ttl) {
                    return CompletableFuture.failedStage(
                        new RedisUnreachableException("This server has died", null));
                  }
                },
                options -> options.touchAfter(Duration.ZERO));
    assertThatThrownBy(() -> dying.lookUpWithLastAccess(session.id(), null))
        .isInstanceOf(RedisUnreachableException.class);

    kit().setTtl(session.id(), Duration.ofDays(1).minusMinutes(15));
    assertThat(store.lookUpWithLastAccess(session.id(), null).found())
        .as("after 15 minutes")
        .isPresent();
    kit().setTtl(session.id(), Duration.ofDays(1).minusMinutes(25));
    assertThat(store.lookUpWithLastAccess(session.id(), null).found())
        .as("after 25 minutes")
        .isEmpty();
    assertThat(kit().recordOf(session.id())).isEmpty();
  }

  @Test
  default void S14_noCommandRemovesAWholePageOfAScan() {
    BlockingSessionStore begin = kit().store();
    for (int i = 0; i < 1_200; i++) {
      begin.create(kit().session());
    }
    LargestDelete watched = new LargestDelete(kit().client());

    assertThat(kit().store(watched, options -> options.scanCount(10_000)).clear()).isEqualTo(1_200);

    assertThat(watched.widest()).isPositive().isLessThanOrEqualTo(1_000);
  }

  @Test
  default void S27_manyAreDestroyedInBoundedBatches() {
    BlockingSessionStore begin = kit().store(options -> options.userIndex("user"));
    for (int i = 0; i < 1_200; i++) {
      begin.create(kit().session());
    }
    LargestDelete watched = new LargestDelete(kit().client());

    assertThat(kit().store(watched, options -> options.userIndex("user")).destroyAll("ada"))
        .isEqualTo(1_200);

    assertThat(watched.widest()).isPositive().isLessThanOrEqualTo(1_000);
  }

  @Test
  default void S27_logInsThatGoOnDoNotKeepDestroyAllFromEnding() {
    SessionStore others = kit().asynchronous(kit().client(), options -> options.userIndex("user"));
    Session before = kit().session();
    others.blocking().create(before);
    AtomicInteger reads = new AtomicInteger();
    RedisCommands busy =
        new ForwardingRedisCommands(kit().client()) {
          @Override
          public CompletionStage<List<byte[]>> eval(
              RedisScript script, List<String> keys, List<byte[]> arguments) {
            if (script != RedisScript.INDEX_READ || reads.incrementAndGet() > 50) {
              return super.eval(script, keys, arguments);
            }
            return others
                .create(kit().session())
                .thenCompose(created -> super.eval(script, keys, arguments));
          }
        };

    kit().store(busy, options -> options.userIndex("user")).destroyAll("ada");

    assertThat(kit().recordOf(before.id())).isEmpty();
    assertThat(reads.get()).as("how often the index was read").isLessThan(10);
  }
}
