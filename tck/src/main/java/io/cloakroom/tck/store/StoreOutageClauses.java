package io.cloakroom.tck.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.resilience.Resilience;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.client.FailureChain;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.client.Recovery;
import io.cloakroom.tck.client.StageResults;
import io.cloakroom.tck.store.fault.FailingCommand;
import io.cloakroom.tck.store.fault.InsteadPort;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** S39 and S43: what verbs say while Redis can't be reached, and while it can. */
interface StoreOutageClauses extends StoreClauses {

  /** What Redis may say, or not say, to any command. */
  List<Supplier<RedisCommandException>> FAILURES =
      List.of(
          () -> new RedisUnreachableException("away", null),
          () -> new RedisTimeoutException("No answer", null),
          () -> new RedisRefusedException("OOM command not allowed when used memory is full", null),
          () -> new RedisRefusedException("NOPERM User web has no permissions to run this", null));

  @Test
  default void S39_everyVerbFailsWhileRedisCannotBeReached() {
    for (Supplier<RedisCommandException> saying : FAILURES) {
      RedisCommandException said = saying.get();
      AtomicBoolean away = new AtomicBoolean();
      SessionStore store =
          kit()
              .asynchronous(
                  awayWhile(away, kit().client(), saying), options -> options.userIndex("user"));
      Map<String, Supplier<CompletionStage<?>>> verbs = verbsOf(store);

      away.set(true);
      verbs.forEach(
          (verb, call) ->
              assertThat(StageResults.failure(call.get(), kit().timeout()))
                  .as("%s, where Redis says %s", verb, said)
                  .isInstanceOfAny(
                      said.getClass(),
                      // where nothing is answered, a guard soon sends nothing
                      said instanceof RedisRefusedException
                          ? RedisRefusedException.class
                          : RedisUnreachableException.class)
                  .satisfies(StoreOutageClauses::assertTellsNoId));
      kit().removeKeys();
    }
  }

  /** A random id is 32 characters without a space; no class of an exception stands in a message. */
  private static void assertTellsNoId(Throwable failure) {
    for (Throwable said : FailureChain.of(failure)) {
      assertThat(String.valueOf(said.getMessage()))
          .as("S34: what a failure says")
          .doesNotContainPattern("[A-Za-z0-9_-]{32}");
    }
  }

  @Test
  default void S39_byDefaultWhatReachesNoRedisIsTriedAgainIfThatDoesNoHarm() {
    Session session = kit().stored();
    SessionStore reading =
        kit().asynchronous(new FailingCommand(0).over(kit().client()), options -> {});
    assertThat(StageResults.answer(reading.get(session.id()), kit().timeout())).isPresent();

    session.set("colour", "green");
    SessionStore writing =
        kit().asynchronous(new FailingCommand(0).over(kit().client()), options -> {});
    assertThat(StageResults.failure(writing.update(session), kit().timeout()))
        .isInstanceOf(RedisUnreachableException.class);
  }

  @Test
  default void S39_whatCouldNotBeSavedIsSavedByTheNextTry() {
    AtomicBoolean away = new AtomicBoolean();
    SessionStore store =
        kit().asynchronous(awayWhile(away, kit().client(), FAILURES.get(0)), options -> {});
    Session session = kit().load(kit().stored().id());
    session.set("colour", "green");
    session.remove("user");

    away.set(true);
    assertThat(StageResults.failure(store.update(session), kit().timeout()))
        .isInstanceOf(RedisUnreachableException.class);
    away.set(false);

    assertThat(StageResults.answer(store.update(session), kit().timeout()))
        .isEqualTo(SaveOutcome.SAVED);
    assertThat(kit().load(session.id()).attributes()).isEqualTo(Map.of("colour", "green"));
  }

  /** What is counted while Redis is away, or silent, is counted out again. */
  @Test
  default void S39_afterAnyOutagesTheStoreAnswersAsBefore() {
    AtomicBoolean away = new AtomicBoolean();
    List<CompletableFuture<?>> held = new CopyOnWriteArrayList<>();
    AtomicBoolean silent = new AtomicBoolean();
    RedisCommands commands =
        InsteadPort.over(
            kit().client(),
            away::get,
            () -> {
              CompletableFuture<?> call = new CompletableFuture<>();
              held.add(call);
              if (!silent.get()) {
                call.completeExceptionally(new RedisTimeoutException("No answer", null));
              }
              return call;
            });
    Resilience.Builder limits = Resilience.builder().openFor(Duration.ofMillis(1)).maxWaiting(4);
    SessionStore store =
        kit().asynchronous(commands, options -> options.resilience(limits.build()));
    SessionId id = kit().stored().id();

    for (int outage = 0; outage < 4; outage++) {
      silent.set(outage % 2 == 1);
      away.set(true);
      List<CompletionStage<?>> calls =
          Stream.generate(() -> store.get(id)).limit(100).collect(Collectors.toList());
      held.forEach(
          call -> call.completeExceptionally(new RedisTimeoutException("No answer", null)));
      calls.forEach(call -> StageResults.failure(call, kit().timeout()));
      away.set(false);

      assertThat(Recovery.answer(() -> store.get(id), kit().timeout()))
          .as("after outage %s", outage)
          .isPresent();
      for (int call = 0; call < 20; call++) {
        assertThat(StageResults.answer(store.get(id), kit().timeout())).isPresent();
      }
    }
  }

  /** What is wrong with one session says nothing about Redis, however often it happens. */
  @Test
  default void S43_howeverManySessionsFailTheOthersDoNot() {
    BlockingSessionStore store = kit().store();
    Session own = kit().stored();
    Session refused = kit().stored();
    refused.set("guest", new Object());
    SessionId foreign = LikeIds.next();
    kit().redis().putForeign(kit().keyOf(foreign));
    Session spoilt = kit().stored();
    spoilt.set("user", "bob");
    kit().putRecord(spoilt.id(), "spoilt".getBytes(UTF_8));
    List<Runnable> failing =
        List.of(
            () -> store.get(foreign),
            () -> store.getAndTouch(foreign, null),
            () -> store.get(spoilt.id()),
            () -> store.update(spoilt),
            () -> store.update(refused));

    for (Runnable call : failing) {
      for (int i = 0; i < 25; i++) {
        assertThat(catchThrowable(call::run) instanceof RedisUnreachableException)
            .as("taken for a Redis that is away")
            .isFalse();
      }
      assertThat(store.get(own.id())).isPresent();
      own.set("a", own.names().size());
      assertThat(store.resave(own)).isEqualTo(SaveOutcome.SAVED);
    }
  }

  /** What an event loop asks for is a stage at once, however long Redis takes. */
  @Test
  default void S49_noVerbKeepsTheThreadThatCallsItWaiting() throws Exception {
    AtomicBoolean silent = new AtomicBoolean();
    List<CompletableFuture<?>> asked = new CopyOnWriteArrayList<>();
    SessionStore store =
        kit()
            .asynchronous(
                InsteadPort.over(
                    kit().client(),
                    silent::get,
                    () -> {
                      CompletableFuture<?> never = new CompletableFuture<>();
                      asked.add(never);
                      return never;
                    }),
                options -> options.userIndex("user"));
    Map<String, Supplier<CompletionStage<?>>> verbs = verbsOf(store);
    silent.set(true);
    ExecutorService caller = Executors.newCachedThreadPool();
    try {
      for (Map.Entry<String, Supplier<CompletionStage<?>>> verb : verbs.entrySet()) {
        Future<CompletionStage<?>> called = caller.submit(() -> verb.getValue().get());
        assertThat(called)
            .as("%s while Redis is silent", verb.getKey())
            .succeedsWithin(kit().timeout());
        assertThat(called.get().toCompletableFuture()).as(verb.getKey()).isNotDone();
      }
    } finally {
      asked.forEach(
          each -> each.completeExceptionally(new RedisUnreachableException("away", null)));
      caller.shutdownNow();
    }
  }

  /** Every verb, each with a session of its own that there is. */
  private Map<String, Supplier<CompletionStage<?>>> verbsOf(SessionStore store) {
    Map<String, Supplier<CompletionStage<?>>> verbs = new LinkedHashMap<>();
    Session changed = kit().stored();
    changed.set("a", 1);
    Session unchanged = kit().stored();
    Session moved = kit().stored();
    Session gone = kit().stored();
    gone.set("a", 1);
    SessionId id = unchanged.id();
    verbs.put("get", () -> store.get(id));
    verbs.put("lookUp", () -> store.lookUp(id, null));
    verbs.put("lookUp without a touch", () -> store.lookUp(id));
    verbs.put("lookUpWithLastAccess", () -> store.lookUpWithLastAccess(id, null));
    verbs.put("getAndTouch", () -> store.getAndTouch(id, null));
    verbs.put("wasReplaced", () -> store.wasReplaced(id));
    verbs.put("create", () -> store.create(kit().session()));
    verbs.put("update", () -> store.update(changed));
    verbs.put("resave", () -> store.resave(unchanged));
    verbs.put("set", () -> store.set(unchanged));
    verbs.put("touch", () -> store.touch(unchanged));
    verbs.put("regenerate", () -> store.regenerate(moved, LikeIds.next()));
    verbs.put("recreate", () -> store.recreate(gone, LikeIds.next(), SessionCookie.PLAIN));
    verbs.put("destroy", () -> store.destroy(id));
    verbs.put("retire", () -> store.retire(id));
    verbs.put("findByUser", () -> store.findByUser("ada"));
    verbs.put("destroyAll", () -> store.destroyAll("ada"));
    verbs.put("clear", store::clear);
    verbs.put("length", store::length);
    verbs.put("ids", () -> store.ids().next());
    verbs.put("all", () -> store.all().next());
    return verbs;
  }

  /** A port whose commands all fail for a while. */
  private static RedisCommands awayWhile(
      AtomicBoolean away, RedisCommands sound, Supplier<RedisCommandException> said) {
    return InsteadPort.over(sound, away::get, () -> CompletableFuture.failedStage(said.get()));
  }
}
