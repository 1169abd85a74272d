package io.cloakroom.tck.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.OnUnreadable;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.model.Seed;
import io.cloakroom.tck.store.fault.ManyPages;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * S13, S27 and S43: more sessions than any page, batch or round number holds, with damaged records
 * anywhere among them.
 */
interface StoreManyClauses extends StoreClauses {

  int MANY = 1_030;

  @Test
  default void S43_damagedRecordsAnywhereOnManyPagesAreWalkedOver() {
    long seed = Seed.next();
    Random random = new Random(seed);
    for (int count : List.of(1, 10, 100, 1_000)) {
      BlockingSessionStore store =
          kit().store(options -> options.scanCount(count).onUnreadable(policy(count)));
      List<SessionId> all = create(store, count == 100 ? MANY : 130, "ada");
      Set<SessionId> damaged = new HashSet<>(Set.of(all.get(0), all.get(all.size() - 1)));
      for (int i = 0; i < all.size() / 8; i++) {
        damaged.add(all.get(random.nextInt(all.size())));
      }
      damaged.forEach(id -> kit().putRecord(id, garbage(random)));
      String what = "scanCount %s, cloakroom.model.seed %s".formatted(count, seed);

      assertThat(store.ids()).as(what).containsExactlyInAnyOrderElementsOf(all);
      assertThat(store.length()).as(what).isEqualTo(all.size());
      assertThat(store.all().map(Session::id))
          .as(what)
          .containsExactlyInAnyOrderElementsOf(
              all.stream().filter(id -> !damaged.contains(id)).toList());
      assertThat(store.clear()).as(what).isEqualTo(all.size());
      assertThat(store.length()).as(what).isZero();
    }
  }

  /** What a request is told of its own session counts for no list. */
  private static OnUnreadable policy(int count) {
    return count % 100 == 0 ? OnUnreadable.FAIL : OnUnreadable.DISCARD;
  }

  @Test
  default void S27_moreSessionsOfAUserThanAnyBatchAreFoundAndEnded() {
    Random random = new Random(Seed.next());
    for (int count : List.of(1, 99, 100, 101, 199, 200, 201, MANY)) {
      BlockingSessionStore store =
          kit().store(options -> options.userIndex("user").onUnreadable(policy(count)));
      List<SessionId> adas = create(store, count, "ada");
      List<SessionId> bobs = create(store, 3, "bob");
      Set<SessionId> damaged =
          adas.stream()
              .filter(id -> random.nextInt(10) == 0)
              .collect(Collectors.toCollection(HashSet::new));
      damaged.forEach(id -> kit().putRecord(id, garbage(random)));
      List<SessionId> sound = adas.stream().filter(id -> !damaged.contains(id)).toList();
      SessionId[] staying =
          sound.stream().skip(Math.max(0, sound.size() - 2)).toArray(SessionId[]::new);

      assertThat(store.findByUser("ada").stream().map(Session::id))
          .as("%s sessions", count)
          .containsExactlyInAnyOrderElementsOf(sound);
      assertThat(store.destroyAll("ada", staying))
          .as("of %s sessions", count)
          .isEqualTo(adas.size() - staying.length);
      assertThat(store.findByUser("ada").stream().map(Session::id))
          .as("those that stay of %s", count)
          .containsExactlyInAnyOrder(staying);
      assertThat(store.findByUser("bob").stream().map(Session::id))
          .as("another's")
          .containsExactlyInAnyOrderElementsOf(bobs);
      store.clear();
    }
  }

  @Test
  default void S27_aUserIsFoundUntilTheLastOfTheirSessionsEnds() {
    BlockingSessionStore store = kit().store(options -> options.userIndex("user"));
    Duration brief = Duration.ofSeconds(1);
    for (int i = 0; i < 2; i++) {
      Session first = Session.create(LikeIds.next(), SessionCookie.PLAIN.withMaxAge(brief));
      first.set("user", "ada");
      store.create(first);
    }
    List<SessionId> lasting = create(store, 1, "ada");

    kit().redis().letPass(brief.plusMillis(100));

    assertThat(store.findByUser("ada").stream().map(Session::id)).isEqualTo(lasting);
    assertThat(store.destroyAll("ada")).isEqualTo(1);
  }

  /** A server that has few sessions among many other keys answers with empty pages. */
  @Test
  default void S15_noNumberOfPagesIsTooLargeForAStack() {
    Session session = kit().stored(kit().store());
    BlockingSessionStore store = kit().store(new ManyPages(kit().client()), options -> {});

    assertThat(store.ids()).containsExactly(session.id());
    assertThat(store.all()).extracting(Session::id).containsExactly(session.id());
    assertThat(store.length()).isEqualTo(1);
    assertThat(store.clear()).isEqualTo(1);
  }

  private List<SessionId> create(BlockingSessionStore store, int count, String user) {
    List<SessionId> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Session session = Session.create(LikeIds.next(), SessionCookie.PLAIN);
      session.set("user", user);
      store.create(session);
      ids.add(session.id());
    }
    return ids;
  }

  private static byte[] garbage(Random random) {
    byte[] garbage = new byte[random.nextInt(100)];
    random.nextBytes(garbage);
    if (garbage.length > 0) {
      garbage[0] = (byte) 0xfe;
    }
    return garbage;
  }
}
