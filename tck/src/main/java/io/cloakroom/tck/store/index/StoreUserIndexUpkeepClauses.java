package io.cloakroom.tck.store.index;

import static io.cloakroom.tck.store.index.UserIndexSteps.answer;
import static io.cloakroom.tck.store.index.UserIndexSteps.assertFound;
import static io.cloakroom.tck.store.index.UserIndexSteps.begin;
import static io.cloakroom.tck.store.index.UserIndexSteps.enter;
import static io.cloakroom.tck.store.index.UserIndexSteps.indexKey;
import static io.cloakroom.tck.store.index.UserIndexSteps.indexed;
import static io.cloakroom.tck.store.index.UserIndexSteps.indexing;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.tck.client.CountingRedisCommands;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.store.fixture.StoreClauses;
import io.cloakroom.tck.store.fixture.TouchingRead;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** S27: when the index of users' sessions is written, and when its entries expire. */
public interface StoreUserIndexUpkeepClauses extends StoreClauses {

  @Test
  default void S27_theIndexIsWrittenBeforeTheRecord() {
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    BlockingSessionStore store = kit().store(counted, UserIndexSteps::indexing);
    Session session = kit().session();

    store.create(session);

    assertThat(counted.commands()).containsExactly("eval INDEX_ADD", "set");
    assertThat(counted.calls())
        .allSatisfy(
            call -> assertThat(call.keys()).hasSize(1).allMatch(k -> k.startsWith(kit().prefix())));
  }

  @Test
  default void S27_usingASessionKeepsItInTheIndex() {
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    BlockingSessionStore first = kit().store(counted, UserIndexSteps::indexing);
    Session session = begin(kit(), first, "ada");
    List<Consumer<BlockingSessionStore>> uses =
        new ArrayList<>(
            List.of(
                store -> store.touch(session),
                store -> store.resave(session),
                store -> store.set(session)));
    for (TouchingRead read : TouchingRead.values()) {
      uses.add(store -> read.of(store, session.id(), null));
    }
    for (Consumer<BlockingSessionStore> use : uses) {
      answer(kit().client().delete(List.of(indexKey(counted))));
      assertFound(first, "ada");

      use.accept(indexed(kit()));

      assertFound(first, "ada", session);
    }
  }

  /** Its TTL is another at each save, as where its cookie ends at a fixed time. */
  @Test
  default void S27_aSessionIsEnteredOnceInAFewMinutesHoweverItsTtlChanges() {
    Instant begin = Instant.now();
    AtomicReference<Instant> now = new AtomicReference<>(begin);
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    BlockingSessionStore store = kit().store(counted, options -> indexing(options).clock(now::get));
    Session session = kit().session();
    session.setCookie(SessionCookie.PLAIN.withExpires(begin.plus(Duration.ofHours(3))));
    store.create(session);

    for (int i = 1; i <= 10; i++) {
      now.set(begin.plusSeconds(2L * i));
      session.set("visits", i);
      assertThat(store.update(session)).isEqualTo(SaveOutcome.SAVED);
    }

    assertThat(counted.commands()).containsOnlyOnce("eval INDEX_ADD");
  }

  @Test
  default void S27_whatTheServerLosesOfTheIndexIsBackWithinMinutes() {
    Instant begin = Instant.parse("2026-03-01T12:00:00Z");
    AtomicReference<Instant> now = new AtomicReference<>(begin);
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    BlockingSessionStore store = kit().store(counted, options -> indexing(options).clock(now::get));
    Session session = begin(kit(), store, "ada");
    answer(kit().client().delete(List.of(indexKey(counted))));

    now.set(begin.plus(Duration.ofMinutes(5)));
    store.getAndTouch(session.id(), null);

    assertFound(store, "ada", session);
  }

  @Test
  default void S27_whatEndsLeavesNothingInTheIndex() {
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    BlockingSessionStore store = kit().store(counted, UserIndexSteps::indexing);
    Session loggedOut = begin(kit(), store, "ada");
    Session moved = begin(kit(), store, "ada");
    Session ended = begin(kit(), store, "ada");
    String key = indexKey(counted);

    store.destroy(loggedOut.id());
    store.retire(begin(kit(), store, "ada").id());
    store.regenerate(moved, LikeIds.next());
    List<Consumer<Session>> saves =
        List.of(
            store::update,
            store::resave,
            store::set,
            session -> store.regenerate(session, LikeIds.next()));
    for (Consumer<Session> save : saves) {
      Session over = begin(kit(), store, "ada");
      over.setCookie(over.cookie().withMaxAge(Duration.ZERO));
      save.accept(over);
    }
    assertFound(store, "ada", moved, ended);
    assertThat(entries(key)).as("entries of two sessions").hasSize(2);
    store.destroyAll("ada");
    assertThat(entries(key)).isEmpty();
    assertThat(kit().redis().timeToLive(key)).isInstanceOf(TimeToLive.Missing.class);
  }

  @Test
  default void S27_logOutCostsACommandMoreForTheIndex() {
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    BlockingSessionStore store = kit().store(counted, UserIndexSteps::indexing);
    Session session = begin(kit(), store, "ada");
    Session nobodys = kit().session();
    nobodys.remove("user");
    store.create(nobodys);
    counted.reset();

    store.destroy(nobodys.id());
    store.destroy(session.id());

    assertThat(counted.commands()).containsExactly("delete", "delete", "eval INDEX_REMOVE");
  }

  /** Between the record's removal and that of the entry, somebody begins the session again. */
  @Test
  default void S27_aSessionThatBeginsAgainWhileItEndsStaysInTheIndex() {
    BlockingSessionStore another = indexed(kit());
    Session session = begin(kit(), another, "ada");
    BlockingSessionStore ending =
        kit()
            .store(
                new ForwardingRedisCommands(kit().client()) {
                  @Override
                  public CompletionStage<List<byte[]>> eval(
                      RedisScript script, List<String> keys, List<byte[]> arguments) {
                    if (script == RedisScript.INDEX_REMOVE) {
                      another.set(session);
                    }
                    return super.eval(script, keys, arguments);
                  }
                },
                UserIndexSteps::indexing);
    ending.getAndTouch(session.id(), null);

    ending.destroy(session.id());

    assertFound(another, "ada", session);
  }

  private List<byte[]> entries(String key) {
    return answer(kit().client().eval(RedisScript.INDEX_READ, List.of(key), List.of()));
  }

  @Test
  default void S27_entriesVanishByThemselves() {
    String key = kit().prefix() + "users:anybody";
    enter(kit(), key, "brief", 20);
    enter(kit(), key, "long", 60_000);
    enter(kit(), key, "long", 30_000);

    kit().redis().letPass(Duration.ofMillis(40));

    assertThat(answer(kit().client().eval(RedisScript.INDEX_READ, List.of(key), List.of())))
        .extracting(member -> new String(member, UTF_8))
        .containsExactly("long");
    assertThat(kit().redis().timeToLive(key))
        .isInstanceOfSatisfying(
            TimeToLive.Remaining.class,
            left ->
                assertThat(left.duration())
                    .isBetween(Duration.ofSeconds(31), Duration.ofSeconds(60)));
  }

  @Test
  default void S27_readingASessionAgainIsOneCommand() {
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    BlockingSessionStore store = kit().store(counted, UserIndexSteps::indexing);
    Session session = begin(kit(), store, "ada");
    counted.reset();

    store.getAndTouch(session.id(), null);
    store.getAndTouch(session.id(), null);

    assertThat(counted.total()).isEqualTo(2);
  }

  @Test
  default void S27_aSessionFromBeforeTheOptionIsFoundOnceItIsUsed() {
    Session session = kit().stored();
    BlockingSessionStore store = indexed(kit());

    store.getAndTouch(session.id(), null);

    assertFound(store, "ada", session);
  }

  /** Whatever gives a session a longer life than others have, when it begins or later. */
  @Test
  default void S27_theIndexLivesForAsLongAsAnySessionInIt() {
    Duration month = Duration.ofDays(30);
    Map<String, Consumer<Session>> ways = new LinkedHashMap<>();
    ways.put("maxAge", session -> session.setCookie(session.cookie().withMaxAge(month)));
    ways.put(
        "expires",
        session -> session.setCookie(session.cookie().withExpires(Instant.now().plus(month))));
    ways.put("idle interval", session -> session.setIdleInterval(month));
    ways.put("function", session -> session.set("stays", true));
    ways.forEach(
        (name, lengthen) -> {
          CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
          BlockingSessionStore store =
              kit()
                  .store(
                      counted,
                      options -> {
                        indexing(options);
                        if (name.equals("function")) {
                          options.ttl(
                              session ->
                                  session.get("stays") == null ? Duration.ofHours(1) : month);
                        }
                      });
          Session begun = kit().session();
          begun.set("user", "begun with a longer " + name);
          lengthen.accept(begun);
          store.create(begun);
          assertKnownToItsEnd(name, counted, begun);

          counted.reset();
          Session moved = begin(kit(), store, "moved with a longer " + name);
          lengthen.accept(moved);
          store.regenerate(moved, LikeIds.next());
          assertKnownToItsEnd(name, counted, moved);

          counted.reset();
          Session later = begin(kit(), store, "later with a longer " + name);
          lengthen.accept(later);
          store.update(later);
          assertKnownToItsEnd(name, counted, later);
        });
  }

  private void assertKnownToItsEnd(String way, CountingRedisCommands counted, Session session) {
    assertThat(leftOf(kit().redis().timeToLive(indexKey(counted))))
        .as("what the index has left for a session with a longer %s", way)
        .isGreaterThan(leftOf(kit().ttl(session.id())).minusSeconds(20));
  }

  private static Duration leftOf(TimeToLive left) {
    return ((TimeToLive.Remaining) left).duration();
  }

  @Test
  default void S27_theIndexExpiresByItself() {
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    Duration ttl = Duration.ofHours(1);
    BlockingSessionStore store = kit().store(counted, options -> indexing(options).ttl(ttl));
    begin(kit(), store, "ada");

    TimeToLive left = kit().redis().timeToLive(indexKey(counted));

    assertThat(left)
        .isInstanceOfSatisfying(
            TimeToLive.Remaining.class,
            remaining -> assertThat(remaining.duration()).isBetween(ttl, ttl.multipliedBy(3)));
  }
}
