package io.cloakroom.tck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.client.CountingRedisCommands;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.client.TimeToLiveAssert;
import io.cloakroom.tck.store.fault.ScriptInterceptor;
import io.cloakroom.tck.store.fault.WriteInterceptor;
import io.cloakroom.tck.store.fixture.OtherOptions;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** S24: a session gets another id, while others use the old one and Redis fails. */
interface StoreRegenerateClauses extends StoreClauses {

  @Test
  default void S24_theDataStandsUnderTheNewIdAndTheOldIdIsDead() {
    OtherOptions.each(
        (beside, options) -> {
          BlockingSessionStore store = kit().store(options);
          Session session = kit().stored();
          session.set("colour", "green");
          SessionId oldId = session.id();
          SessionId newId = LikeIds.next();

          assertThat(store.regenerate(session, newId))
              .as("with %s", beside)
              .isEqualTo(SaveOutcome.SAVED);

          assertThat(session.id()).isEqualTo(newId);
          assertThat(kit().recordOf(oldId)).as("with %s", beside).isEmpty();
          assertThat(kit().load(newId).attributes())
              .as("with %s", beside)
              .isEqualTo(Map.of("user", "ada", "colour", "green"));
          assertThat(kit().ttl(newId))
              .as("with %s", beside)
              .isInstanceOf(
                  beside.equals("disableTtl")
                      ? TimeToLive.Unlimited.class
                      : TimeToLive.Remaining.class);
        });
  }

  @Test
  default void S24_theOldOrTheNewRecordIsThereAtEveryMoment() {
    Session session = kit().stored();
    SessionId oldId = session.id();
    SessionId newId = LikeIds.next();
    List<Boolean> moments = new CopyOnWriteArrayList<>();
    RedisCommands client = kit().client();
    BlockingSessionStore store =
        kit()
            .store(
                new WriteInterceptor(
                    client,
                    () ->
                        client
                            .get(kit().keyOf(oldId))
                            .thenCombine(
                                client.get(kit().keyOf(newId)),
                                (old, fresh) -> moments.add(old.isPresent() || fresh.isPresent()))),
                options -> {});

    store.regenerate(session, newId);

    assertThat(moments).isNotEmpty().containsOnly(true);
  }

  @Test
  default void S24_whatOthersSavedUnderTheOldIdMovesAlong() {
    Session session = kit().stored();
    Session other = kit().load(session.id());
    other.set("size", 3);
    kit().store().update(other);
    SessionId oldId = session.id();
    SessionId newId = LikeIds.next();

    kit().store().regenerate(session, newId);

    assertThat(kit().load(newId).attributes()).isEqualTo(Map.of("user", "ada", "size", 3));
    assertThat(kit().recordOf(oldId)).isEmpty();
  }

  @Test
  default void S24_anIdThatIsInUseIsNotTaken() {
    Session session = kit().stored();
    Session other = kit().stored();
    other.set("user", "bob");
    kit().store().update(other);

    assertThat(kit().store().regenerate(session, other.id())).isEqualTo(SaveOutcome.ID_IN_USE);

    assertThat(kit().load(other.id()).get("user")).isEqualTo("bob");
    assertThat(kit().load(session.id()).get("user")).isEqualTo("ada");
  }

  @Test
  default void S24_theTtlMovesAlong() {
    Session session = kit().stored();
    session.setCookie(SessionCookie.PLAIN.withMaxAge(Duration.ofSeconds(90)));
    SessionId newId = LikeIds.next();

    TimeToLiveAssert.assertTtl(
        () -> kit().store().regenerate(session, newId),
        () -> kit().ttl(newId),
        Duration.ofSeconds(90));
  }

  @Test
  default void S24_anEndedSessionGetsNoNewId() {
    Session session = kit().stored();
    session.setCookie(SessionCookie.PLAIN.withMaxAge(Duration.ZERO));
    SessionId oldId = session.id();
    SessionId newId = LikeIds.next();

    assertThat(kit().store().regenerate(session, newId)).isEqualTo(SaveOutcome.ENDED);

    assertThat(kit().recordOf(oldId)).isEmpty();
    assertThat(kit().recordOf(newId)).isEmpty();
  }

  @Test
  default void S24_aRequestInFlightUnderTheOldIdNeitherRevivesItNorTouchesTheLogIn() {
    Session session = kit().stored();
    Session inFlight = kit().load(session.id());
    SessionId oldId = session.id();
    SessionId newId = LikeIds.next();
    session.set("user", "bob");
    kit().store().regenerate(session, newId);

    inFlight.set("colour", "green");
    assertThat(kit().store().update(inFlight)).as("it is told").isEqualTo(SaveOutcome.GONE);
    assertThat(kit().store().touch(inFlight)).isFalse();

    assertThat(kit().recordOf(oldId)).isEmpty();
    assertThat(kit().load(newId).attributes()).isEqualTo(Map.of("user", "bob"));
  }

  @Test
  default void S24_ofTwoLogInsAtTheSameTimeOneHasTheSession() {
    Session first = kit().stored();
    Session second = kit().load(first.id());
    SessionId oldId = first.id();
    SessionId firstId = LikeIds.next();
    SessionId secondId = LikeIds.next();
    SessionStore others = kit().asynchronous(kit().client(), options -> {});
    BlockingSessionStore store =
        kit().store(betweenTheTwoWrites(() -> others.regenerate(second, secondId)), options -> {});

    assertThat(store.regenerate(first, firstId))
        .as("the slower one is told")
        .isEqualTo(SaveOutcome.GONE);

    assertThat(kit().recordOf(oldId)).isEmpty();
    assertThat(kit().recordOf(firstId)).isEmpty();
    assertThat(kit().load(secondId).attributes()).isEqualTo(Map.of("user", "ada"));
  }

  @Test
  default void S24_whatIsDestroyedMeanwhileStaysGoneUnderBothIds() {
    Session session = kit().stored();
    SessionId oldId = session.id();
    SessionId newId = LikeIds.next();
    SessionStore others = kit().asynchronous(kit().client(), options -> {});
    BlockingSessionStore store =
        kit().store(betweenTheTwoWrites(() -> others.destroy(oldId)), options -> {});

    assertThat(store.regenerate(session, newId)).isEqualTo(SaveOutcome.GONE);

    assertThat(kit().recordOf(oldId)).isEmpty();
    assertThat(kit().recordOf(newId)).isEmpty();
  }

  @Test
  default void S24_whereTheOldRecordIsNotRemovedTheNewOneDoesNotStay() {
    Session session = kit().stored();
    SessionId newId = LikeIds.next();
    RedisCommands refusing =
        new ScriptInterceptor(
            kit().client(),
            run -> CompletableFuture.failedStage(new RedisRefusedException("ERR busy", null)));

    assertThatThrownBy(() -> kit().store(refusing, options -> {}).regenerate(session, newId))
        .isInstanceOf(RedisRefusedException.class);

    assertThat(kit().recordOf(newId)).isEmpty();
    assertThat(kit().load(session.id()).attributes()).isEqualTo(Map.of("user", "ada"));
  }

  @Test
  default void S24_whereTheLastAnswerIsLostTheSessionIsNot() {
    Session session = kit().stored();
    SessionId oldId = session.id();
    SessionId newId = LikeIds.next();
    RedisCommands deaf =
        new ScriptInterceptor(
            kit().client(),
            run ->
                run.get()
                    .thenCompose(
                        done ->
                            CompletableFuture.failedStage(
                                new RedisTimeoutException("Redis did not answer", null))));

    assertThatThrownBy(() -> kit().store(deaf, options -> {}).regenerate(session, newId))
        .isInstanceOf(RedisTimeoutException.class);

    assertThat(kit().recordOf(oldId)).isEmpty();
    assertThat(kit().load(newId).attributes()).isEqualTo(Map.of("user", "ada"));
  }

  @Test
  default void S24_aNewIdIsTwoCommandsAndTwoMoreForEachConflict() {
    for (int conflicts : new int[] {0, 1, 3}) {
      Session session = kit().stored();
      SessionId newId = LikeIds.next();
      CountingRedisCommands counted = withConflicts(session.id(), conflicts);

      assertThat(kit().store(counted, options -> {}).regenerate(session, newId))
          .isEqualTo(SaveOutcome.SAVED);

      assertThat(counted.commands()).as("%s conflicts", conflicts).hasSize(2 + 2 * conflicts);
      assertThat(kit().load(newId).names()).hasSize(conflicts == 0 ? 1 : 2);
    }
  }

  /** As often as said another request is faster, when the old record is to go. */
  private CountingRedisCommands withConflicts(SessionId id, int number) {
    AtomicInteger left = new AtomicInteger(number);
    return CountingRedisCommands.over(
        new ScriptInterceptor(
            kit().client(),
            run ->
                left.getAndDecrement() > 0
                    ? another(id).thenCompose(done -> run.get())
                    : run.get()));
  }

  /** Another request, which changes the session. */
  private CompletionStage<SaveOutcome> another(SessionId id) {
    SessionStore store = kit().asynchronous(kit().client(), options -> {});
    return store
        .get(id)
        .thenCompose(
            found -> {
              Session theirs = found.orElseThrow();
              theirs.set("stamp", LikeIds.next().value());
              return store.update(theirs);
            });
  }

  /** Does something once, when the new record is there and the old one is not gone yet. */
  private RedisCommands betweenTheTwoWrites(Supplier<CompletionStage<?>> action) {
    AtomicInteger writes = new AtomicInteger();
    return new WriteInterceptor(
        kit().client(),
        () ->
            writes.incrementAndGet() == 2
                ? action.get()
                : CompletableFuture.completedStage(Optional.empty()));
  }
}
