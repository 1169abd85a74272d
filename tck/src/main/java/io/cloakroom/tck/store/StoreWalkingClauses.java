package io.cloakroom.tck.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.Batches;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.client.CountingRedisCommands;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.client.StageResults;
import io.cloakroom.tck.store.fault.LargestDelete;
import io.cloakroom.tck.store.fault.RepeatingScan;
import io.cloakroom.tck.store.fixture.OtherOptions;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** S12 to S16: walking over all sessions. */
interface StoreWalkingClauses extends StoreClauses {

  @Test
  default void S12_aPrefixWithGlobCharactersSeesExactlyItsOwnSessions() {
    for (String glob : List.of("*", "?", "[ab]", "\\", "^")) {
      String prefix = kit().prefix() + glob;
      BlockingSessionStore store = kit().store(options -> options.prefix(prefix));
      Session own = kit().session();
      store.create(own);
      String foreign = kit().prefix() + "a" + LikeIds.next().value();
      kit().putAt(foreign, "{}".getBytes(UTF_8));

      assertThat(store.ids()).as(glob).containsExactly(own.id());
      assertThat(store.length()).as(glob).isEqualTo(1);
      assertThat(store.clear()).as(glob).isEqualTo(1);
      assertThat(kit().redis().timeToLive(foreign))
          .as(glob)
          .isInstanceOf(TimeToLive.Remaining.class);
    }
  }

  @Test
  default void S12_whatLiesBehindAFurtherColonIsNotASession() {
    Session own = kit().stored();
    List<String> foreign =
        List.of("admin:x", "index:user:ada", ":", "with space", "é", own.id().value() + ":lock");
    foreign.forEach(name -> kit().putAt(kit().prefix() + name, "{}".getBytes(UTF_8)));
    BlockingSessionStore store = kit().store();

    assertThat(store.ids()).containsExactly(own.id());
    assertThat(store.length()).isEqualTo(1);
    assertThat(store.clear()).isEqualTo(1);

    foreign.forEach(
        name ->
            assertThat(kit().redis().timeToLive(kit().prefix() + name))
                .as(name)
                .isInstanceOf(TimeToLive.Remaining.class));
  }

  @Test
  default void S13_aKeyThatAScanRepeatsIsCountedOnce() {
    Set<SessionId> ids = create(50);
    BlockingSessionStore store = kit().store(new RepeatingScan(kit().client()), options -> {});

    assertThat(store.ids()).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(store.length()).isEqualTo(50);
    assertThat(store.all().map(Session::id)).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  default void S13_nothingThatHasExpiredIsThere() {
    Session stays = kit().stored();
    Duration ttl = Duration.ofMillis(50);
    byte[] content = kit().recordOf(stays.id()).orElseThrow().getBytes(UTF_8);
    SessionId gone = LikeIds.next();
    StageResults.answer(
        kit().client().set(kit().keyOf(gone), content, SetOptions.always().expiringAfter(ttl)),
        ttl);

    kit().redis().letPass(ttl.plusMillis(10));

    assertThat(kit().store().ids()).containsExactly(stays.id());
    assertThat(kit().store().all().map(Session::id)).containsExactly(stays.id());
    assertThat(kit().store().length()).isEqualTo(1);
  }

  @Test
  default void S14_clearOfAnEmptyStoreIsZero() {
    assertThat(kit().store().clear()).isZero();
  }

  @Test
  default void S14_clearRemovesManyInBoundedBatches() {
    create(1_000);
    LargestDelete watched = new LargestDelete(kit().client());

    assertThat(kit().store(watched, options -> options.scanCount(50)).clear()).isEqualTo(1_000);

    assertThat(kit().store().ids()).isEmpty();
    assertThat(watched.widest()).isPositive().isLessThan(500);
  }

  @Test
  default void S15_idsAndAllComeWhenTheyAreAskedFor() {
    create(2_000);
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    BlockingSessionStore store = kit().store(counted, options -> options.scanCount(10));

    try (Stream<SessionId> ids = store.ids()) {
      assertThat(ids.limit(5)).hasSize(5);
    }
    int forIds = counted.commands().size();
    try (Stream<Session> all = store.all()) {
      assertThat(all.limit(5)).hasSize(5);
    }

    assertThat(forIds).as("commands for the first ids").isLessThan(100);
    assertThat(counted.commands().size() - forIds)
        .as("commands for the first sessions")
        .isLessThan(200);
  }

  @Test
  default void S15_nothingIsAskedForBeforeTheNextBatchIs() {
    create(200);
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    SessionStore store = kit().asynchronous(counted, options -> options.scanCount(10));
    Batches<SessionId> ids = store.ids();
    Batches<Session> all = store.all();
    assertThat(counted.commands().size()).as("commands before the first batch").isZero();

    for (int batches = 1; batches <= 3; batches++) {
      StageResults.answer(ids.next(), kit().timeout());
      assertThat(counted.commands().size()).as("commands for batches of ids").isEqualTo(batches);
    }
    int before = counted.commands().size();
    for (int batches = 1; batches <= 3; batches++) {
      StageResults.answer(all.next(), kit().timeout());
      assertThat(counted.commands().size() - before)
          .as("commands for batches of sessions, each of which is read by one")
          .isBetween(batches, 2 * batches);
    }
  }

  @Test
  default void S16_whatIsNoSessionIsPassedOver() {
    kit().redis().putForeign(kit().prefix() + "wrongtype");
    OtherOptions.each(
        (beside, options) -> {
          Session own = kit().stored();
          SessionId corrupt = LikeIds.next();
          SessionId foreign = LikeIds.next();
          kit().putRecord(corrupt, "{\"cookie\":".getBytes(UTF_8));
          kit().putRecord(foreign, new byte[] {(byte) 0xca, (byte) 0xfe});
          BlockingSessionStore store = kit().store(options);

          assertThat(store.all().map(Session::id)).as("with %s", beside).containsExactly(own.id());
          assertThat(store.ids())
              .as("what stands under a session's key, readable or not, with %s", beside)
              .containsExactlyInAnyOrder(own.id(), corrupt, foreign);
          assertThat(store.clear()).as("with %s", beside).isEqualTo(3);
          for (SessionId id : List.of(own.id(), corrupt, foreign)) {
            assertThat(kit().recordOf(id)).isEmpty();
          }
        });
    assertThat(kit().redis().timeToLive(kit().prefix() + "wrongtype"))
        .as("what is of another type")
        .isEqualTo(new TimeToLive.Unlimited());
  }

  private Set<SessionId> create(int count) {
    BlockingSessionStore store = kit().store();
    return Stream.generate(kit()::session)
        .limit(count)
        .peek(store::create)
        .map(Session::id)
        .collect(Collectors.toSet());
  }

  @Test
  default void S13_walksAtATimeSeeAllSessionsEach() {
    for (int i = 0; i < 25; i++) {
      kit().stored();
    }
    SessionStore store = kit().asynchronous(kit().client(), options -> options.scanCount(5));
    Set<SessionId> all = kit().store().ids().collect(Collectors.toSet());
    List<Batches<SessionId>> walks =
        List.of(
            store.ids(), store.all().map(Session::id), store.ids(), store.all().map(Session::id));
    List<List<SessionId>> seen =
        walks.stream().<List<SessionId>>map(it -> new ArrayList<>()).toList();
    List<Boolean> more = new ArrayList<>(List.of(true, true, true, true));
    next(store.ids()); // begun, and left alone
    next(store.all());
    while (more.contains(true)) {
      for (int i = 0; i < walks.size(); i++) {
        if (more.get(i)) {
          Optional<List<SessionId>> batch = next(walks.get(i));
          batch.ifPresent(seen.get(i)::addAll);
          more.set(i, batch.isPresent());
        }
      }
    }

    for (List<SessionId> each : seen) {
      assertThat(each).as("one of four walks").containsExactlyInAnyOrderElementsOf(all);
    }
  }

  private <T> Optional<List<T>> next(Batches<T> walk) {
    return StageResults.answer(walk.next(), kit().timeout());
  }
}
