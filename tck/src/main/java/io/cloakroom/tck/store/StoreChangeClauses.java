package io.cloakroom.tck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.client.ConcurrentTasks;
import io.cloakroom.tck.client.CountingRedisCommands;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.client.StageResults;
import io.cloakroom.tck.store.fault.FailingSerializer;
import io.cloakroom.tck.store.fault.StalledPort;
import io.cloakroom.tck.store.fault.WriteInterceptor;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** S36, S38 and S39: what is a change, and that none is forgotten. */
interface StoreChangeClauses extends StoreClauses {

  @Test
  default void S36_whatWasOnlyReadIsNotWritten() {
    Session created = kit().session();
    created.set("list", new ArrayList<>(List.of("coat")));
    created.set("set", new HashSet<>(List.of("a", "b", "c", "d")));
    kit().store().create(created);
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    BlockingSessionStore store = kit().store(counted, options -> {});
    Session reader = store.get(created.id()).orElseThrow();
    assertThat(reader.attributes()).hasSize(3);
    counted.reset();

    assertThat(store.update(reader)).isEqualTo(SaveOutcome.UNCHANGED);

    assertThat(counted.total()).isZero();
  }

  @Test
  default void S36_settingAnEqualValueIsNoChange() {
    Session created = kit().session();
    created.set("language", "en");
    created.set("list", new ArrayList<>(List.of("coat")));
    kit().store().create(created);
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    BlockingSessionStore store = kit().store(counted, options -> {});
    Session session = store.get(created.id()).orElseThrow();
    counted.reset();

    session.set("language", "en");
    session.set("list", new ArrayList<>(List.of("coat")));
    session.setCookie(session.cookie());

    assertThat(session.isModified()).isFalse();
    assertThat(store.update(session)).isEqualTo(SaveOutcome.UNCHANGED);
    assertThat(counted.total()).isZero();
  }

  @Test
  default void S36_settingAnEqualValueOverwritesNoChangeOfOthers() {
    Session created = kit().session();
    created.set("language", "en");
    kit().store().create(created);
    Session one = kit().load(created.id());
    Session other = kit().load(created.id());
    other.set("language", "de");
    kit().store().update(other);

    one.set("language", "en");
    one.set("colour", "green");
    kit().store().update(one);

    assertThat(kit().load(created.id()).attributes())
        .isEqualTo(Map.of("user", "ada", "language", "de", "colour", "green"));
    assertThat(one.get("language")).isEqualTo("de");
  }

  @Test
  default void S36_settingAnEqualCookieOverwritesNoCookieOfOthers() {
    Session one = kit().stored();
    Session other = kit().load(one.id());
    other.setCookie(other.cookie().withMaxAge(Duration.ofDays(30)));
    kit().store().update(other);

    one.setCookie(one.cookie());
    one.set("colour", "green");
    assertThat(kit().store().update(one)).isEqualTo(SaveOutcome.SAVED);

    assertThat(kit().load(one.id()).cookie().maxAge()).isEqualTo(Duration.ofDays(30));
    assertThat(one.cookie().maxAge()).isEqualTo(Duration.ofDays(30));
  }

  @Test
  default void S36_whatIsRevertedShowsWhatWasSavedLast() {
    BlockingSessionStore store = kit().store();
    List<Function<Session, SaveOutcome>> saves =
        List.of(
            store::update,
            store::resave,
            store::set,
            session -> store.regenerate(session, LikeIds.next()));
    for (int i = 0; i < saves.size(); i++) {
      Session session = kit().stored();
      Duration maxAge = Duration.ofDays(i + 2L);
      session.setCookie(session.cookie().withMaxAge(maxAge));
      session.setIdleInterval(Duration.ofHours(i + 1L));
      assertThat(saves.get(i).apply(session)).isEqualTo(SaveOutcome.SAVED);
      session.set("colour", "green");
      session.setCookie(session.cookie().withMaxAge(Duration.ofMinutes(7)));

      session.revert();

      assertThat(session.isModified()).isFalse();
      assertThat(session.cookie().maxAge()).isEqualTo(maxAge);
      assertThat(session.idleInterval()).isEqualTo(Duration.ofHours(i + 1L));
      session.set("size", 3);
      assertThat(store.update(session)).isEqualTo(SaveOutcome.SAVED);
      assertThat(kit().load(session.id()).cookie().maxAge()).isEqualTo(maxAge);
    }
  }

  @Test
  default void S38_updatesOfOneSessionThatAreUnderWayLoseNothing() throws Exception {
    SessionStore store = kit().asynchronous(kit().client(), options -> {});
    Session session = kit().stored();
    Session other = kit().load(session.id());
    other.set("c", 3);
    kit().store().update(other);

    session.set("a", 1);
    CompletionStage<SaveOutcome> first = store.update(session);
    session.set("b", 2);
    CompletionStage<SaveOutcome> second = store.update(session);

    assertThat(answer(first)).isEqualTo(SaveOutcome.SAVED);
    assertThat(answer(second).isAlive()).isTrue();
    Map<String, Object> all = Map.of("user", "ada", "a", 1, "b", 2, "c", 3);
    assertThat(kit().load(session.id()).attributes()).isEqualTo(all);
    assertThat(session.attributes()).isEqualTo(all);
  }

  @Test
  default void S38_threadsThatShareSessionsLoseNothing() throws Exception {
    int rounds = 10;
    SessionStore store = kit().asynchronous(kit().client(), options -> {});
    Session created = kit().stored();
    List<Session> shared = List.of(kit().load(created.id()), kit().load(created.id()));
    List<Callable<Boolean>> tasks = new ArrayList<>();
    Map<String, Object> expected = new HashMap<>(Map.of("user", "ada"));
    for (int thread = 0; thread < 8; thread++) {
      Session mine = shared.get(thread % shared.size());
      String name = "thread" + thread + "-";
      IntStream.range(0, rounds).forEach(round -> expected.put(name + round, round));
      tasks.add(
          () -> {
            boolean alive = true;
            for (int round = 0; round < rounds; round++) {
              mine.set(name + round, round);
              alive &= answer(store.update(mine)).isAlive();
            }
            return alive;
          });
    }

    assertThat(ConcurrentTasks.run(tasks)).containsOnly(true);

    assertThat(kit().load(created.id()).attributes()).isEqualTo(expected);
  }

  @Test
  default void S38_whatIsSetWhileANewIdIsWrittenIsKept() {
    Session session = kit().stored();
    AtomicInteger writes = new AtomicInteger();
    BlockingSessionStore store =
        kit()
            .store(
                new WriteInterceptor(
                    kit().client(),
                    () -> {
                      session.set("late" + writes.incrementAndGet(), true);
                      return CompletableFuture.completedStage(true);
                    }),
                options -> {});

    assertThat(store.regenerate(session, LikeIds.next())).isEqualTo(SaveOutcome.SAVED);
    int late = writes.get();
    kit().store().update(session);

    assertThat(late).isEqualTo(2);
    assertThat(kit().load(session.id()).names()).containsOnly("user", "late1", "late2");
  }

  @Test
  default void S38_aThousandCallsWithOneSessionThatWaitForRedisAllEnd() throws Exception {
    StalledPort stalled = new StalledPort(kit().client());
    SessionStore store = kit().asynchronous(stalled, options -> {});
    Session session = kit().stored();
    List<CompletionStage<?>> calls = new ArrayList<>();

    stalled.stall();
    for (int call = 0; call < 5_000; call++) {
      session.set("n", call);
      calls.add(call % 2 == 0 ? store.resave(session) : store.touch(session));
    }
    stalled.goOn();

    for (CompletionStage<?> call : calls) {
      call.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
    assertThat(kit().load(session.id()).get("n")).isEqualTo(4_999);
  }

  @Test
  default void S39_whateverFailsASaveNoChangeIsForgotten() {
    AtomicBoolean failing = new AtomicBoolean();
    AtomicBoolean returningNull = new AtomicBoolean();
    List<Consumer<RedisSessionStoreBuilder>> faults =
        List.of(
            options -> options.serializer(new FailingSerializer(failing, false)),
            options -> options.serializer(new FailingSerializer(failing, true)),
            options ->
                options.userIndex(
                    session -> {
                      failIf(failing);
                      return "ada";
                    }),
            options ->
                options.ttl(
                    session -> {
                      failIf(failing);
                      return Duration.ofHours(1);
                    }),
            options -> options.ttl(session -> returningNull.get() ? null : Duration.ofHours(1)));
    for (Consumer<RedisSessionStoreBuilder> fault : faults) {
      SessionStore store = kit().asynchronous(kit().client(), fault);
      Session session = kit().stored();
      session.set("colour", "green");

      failing.set(true);
      returningNull.set(true);
      CompletionStage<SaveOutcome> failed = store.update(session);
      assertThatThrownBy(() -> failed.toCompletableFuture().join()).isNotNull();
      failing.set(false);
      returningNull.set(false);

      assertThat(kit().load(session.id()).get("colour")).as("nothing was written").isNull();
      assertThat(store.blocking().update(session)).isEqualTo(SaveOutcome.SAVED);
      assertThat(kit().load(session.id()).get("colour")).isEqualTo("green");
    }
  }

  private static IllegalArgumentException failure() {
    return new IllegalArgumentException("as a function of the application may");
  }

  private static void failIf(AtomicBoolean failing) {
    if (failing.get()) {
      throw failure();
    }
  }

  private static <T> T answer(CompletionStage<T> stage) {
    return StageResults.answer(stage, Duration.ofSeconds(30));
  }
}
