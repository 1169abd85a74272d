package io.cloakroom.tck.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.resilience.Resilience;
import io.cloakroom.session.Batches;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.client.StageResults;
import io.cloakroom.tck.store.fault.FailingCommand;
import io.cloakroom.tck.store.fault.StalledPort;
import io.cloakroom.tck.store.fixture.SessionVerbs;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** S39 and S41, of verbs that take several commands, one of which fails. */
interface StoreFailingStepClauses extends StoreClauses {

  int LISTED = 25;

  /** How many calls wait for one that fails. */
  int CALLS = 4;

  @Test
  default void S39_aListOfWhichAnyCommandFailsIsNoShorterList() {
    begin(LISTED);
    lists()
        .forEach(
            (verb, list) -> {
              Object whole = list.apply(kit().store(options -> options.userIndex("user")));
              FailingCommand.ofEachCommand(
                  verb,
                  step -> {
                    FailingCommand failing = new FailingCommand(step);
                    try {
                      assertThat(list.apply(store(failing.over(kit().client()))))
                          .as("%s whose command %s fails", verb, step + 1)
                          .isEqualTo(whole);
                    } catch (RedisUnreachableException told) {
                      assertThat(failing.hasFailed()).isTrue();
                    }
                    return failing;
                  });
            });
  }

  private static Map<String, Function<BlockingSessionStore, Object>> lists() {
    Map<String, Function<BlockingSessionStore, Object>> lists = new LinkedHashMap<>();
    lists.put("ids", store -> store.ids().collect(Collectors.toSet()));
    lists.put("all", store -> store.all().map(Session::id).collect(Collectors.toSet()));
    lists.put("length", BlockingSessionStore::length);
    lists.put(
        "findByUser",
        store -> store.findByUser("ada").stream().map(Session::id).collect(Collectors.toSet()));
    return lists;
  }

  /** Whoever walks a batch at a time may ask again for the one that failed. */
  @Test
  default void S39_aWalkGoesOnAfterABatchThatFailed() {
    begin(LISTED);
    Map<String, Function<SessionStore, Batches<SessionId>>> walks =
        Map.of("ids", SessionStore::ids, "all", store -> store.all().map(Session::id));
    Set<SessionId> whole = kit().store().ids().collect(Collectors.toSet());
    walks.forEach(
        (verb, walk) ->
            FailingCommand.ofEachCommand(
                verb,
                step -> {
                  FailingCommand failing = new FailingCommand(step);
                  Batches<SessionId> batches =
                      walk.apply(
                          kit()
                              .asynchronous(
                                  failing.over(kit().client()),
                                  options -> options.scanCount(5).resilience(Resilience.NONE)));
                  assertThat(allOf(batches))
                      .as("%s, whose %s fails and is asked for again", verb, failing)
                      .isEqualTo(whole);
                  return failing;
                }));
  }

  private Set<SessionId> allOf(Batches<SessionId> batches) {
    Set<SessionId> all = new HashSet<>();
    while (true) {
      try {
        Optional<List<SessionId>> batch = StageResults.answer(batches.next(), kit().timeout());
        if (batch.isEmpty()) {
          return all;
        }
        all.addAll(batch.get());
      } catch (RedisUnreachableException again) {
        assertThat(again).hasMessage("away");
      }
    }
  }

  @Test
  default void S39_anEndOfManySessionsOfWhichAnyCommandFailsSaysSoAndCanBeAskedForAgain() {
    Map<String, Function<BlockingSessionStore, Long>> ends = new LinkedHashMap<>();
    ends.put("destroyAll", store -> store.destroyAll("ada"));
    ends.put("clear", BlockingSessionStore::clear); // leaves entries in the index
    BlockingSessionStore sound = kit().store(options -> options.userIndex("user"));
    ends.forEach(
        (verb, end) -> {
          FailingCommand.ofEachCommand(
              verb,
              step -> {
                begin(LISTED);
                FailingCommand failing = new FailingCommand(step);
                try {
                  assertThat(end.apply(store(failing.over(kit().client()))))
                      .as("%s whose command %s fails", verb, step + 1)
                      .isEqualTo(LISTED);
                } catch (RedisUnreachableException told) {
                  assertThat(end.apply(sound)).as("%s, again", verb).isBetween(0L, (long) LISTED);
                }
                assertThat(sound.ids()).as("%s, again after command %s", verb, step + 1).isEmpty();
                return failing;
              });
        });
  }

  /** Of an attempt that failed the store remembers only what was really done. */
  @Test
  default void S39_whatFailedAndIsDoneAgainIsDone() {
    BlockingSessionStore sound = kit().store(options -> options.userIndex("user"));
    SessionVerbs.all()
        .forEach(
            (verb, call) -> {
              FailingCommand.ofEachCommand(
                  verb,
                  step -> {
                    Session session = SessionVerbs.sessionFor(verb, kit(), sound);
                    session.set("user", "grace");
                    FailingCommand failing = new FailingCommand(step);
                    BlockingSessionStore store = store(failing.over(kit().client()));
                    Object done;
                    try {
                      done = call.apply(store, session);
                    } catch (RedisUnreachableException told) {
                      done = call.apply(store, session);
                    }
                    if (!SessionVerbs.ENDS.contains(verb)) {
                      assertThat(done).as(verb).isIn(SaveOutcome.SAVED, true);
                    }
                    if (SessionVerbs.SAVES.contains(verb)) {
                      assertThat(sound.get(session.id()).orElseThrow().get("user"))
                          .as("what %s has stored", verb)
                          .isEqualTo("grace");
                    }
                    String what = "%s, whose command %s had failed".formatted(verb, step + 1);
                    for (String user : List.of("ada", "grace")) {
                      assertThat(sound.findByUser(user))
                          .as("the sessions of %s after %s", user, what)
                          .extracting(Session::id)
                          .containsExactlyInAnyOrderElementsOf(
                              sound
                                  .all()
                                  .filter(each -> user.equals(sound.userOf(each)))
                                  .map(Session::id)
                                  .toList());
                    }
                    sound.destroyAll("ada");
                    sound.destroyAll("grace");
                    assertThat(sound.ids()).as("what nobody finds after %s", what).isEmpty();
                    return failing;
                  });
            });
  }

  /** Whoever waits behind it is not told. */
  @Test
  default void S39_aFailureIsThatOfItsCallAlone() {
    Map<String, BiFunction<SessionStore, Session, CompletionStage<?>>> verbs =
        Map.of(
            "update",
            SessionStore::update,
            "resave",
            SessionStore::resave,
            "set",
            SessionStore::set,
            "touch",
            SessionStore::touch,
            "regenerate",
            (store, session) -> store.regenerate(session, LikeIds.next()),
            "get",
            (store, session) -> store.get(session.id()),
            "lookUp",
            (store, session) -> store.lookUp(session.id()),
            "destroy",
            (store, session) -> store.destroy(session.id()));
    verbs.forEach(
        (verb, call) -> {
          assertOneFails(verb + " by several holders", call, false);
          assertOneFails(verb + " by one holder", call, true);
        });
  }

  private void assertOneFails(
      String what, BiFunction<SessionStore, Session, CompletionStage<?>> call, boolean oneHolder) {
    StalledPort stalled = new StalledPort(new FailingCommand(0).over(kit().client()));
    SessionStore store =
        kit().asynchronous(stalled, options -> options.resilience(Resilience.NONE));
    Session session = kit().stored();
    List<Session> holders =
        oneHolder
            ? Collections.nCopies(CALLS, session)
            : Stream.generate(() -> kit().load(session.id())).limit(CALLS).toList();
    List<CompletionStage<?>> calls = new ArrayList<>();
    stalled.stall();
    for (int i = 0; i < CALLS; i++) {
      holders.get(i).set("change " + i, i);
      calls.add(call.apply(store, holders.get(i)));
    }
    stalled.goOn();

    List<String> done = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      try {
        StageResults.answer(calls.get(i), kit().timeout());
        done.add("change " + i);
      } catch (RedisUnreachableException told) {
        assertThat(told).as(what).hasMessage("away");
      }
    }
    assertThat(done).as("those of %s times %s that did not fail", CALLS, what).hasSize(CALLS - 1);
    if (what.startsWith("update") || what.startsWith("resave")) {
      assertThat(kit().load(session.id()).names()).as(what).containsAll(done);
    }
  }

  private void begin(int count) {
    BlockingSessionStore store = kit().store(options -> options.userIndex("user"));
    for (int i = 0; i < count; i++) {
      store.create(kit().session());
    }
  }

  private BlockingSessionStore store(RedisCommands failing) {
    return kit()
        .store(
            failing, options -> options.userIndex("user").scanCount(5).resilience(Resilience.NONE));
  }
}
