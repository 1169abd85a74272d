package io.cloakroom.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionConflictException;
import io.cloakroom.session.SessionCookie;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
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
    Session session = kit().stored();
    session.set("colour", "green");
    SessionId newId = SessionId.random();

    Session renamed = kit().store().regenerate(session, newId).orElseThrow();

    assertThat(renamed.id()).isEqualTo(newId);
    assertThat(kit().recordOf(session.id())).isEmpty();
    assertThat(kit().load(newId).attributes()).isEqualTo(Map.of("user", "ada", "colour", "green"));
    assertThat(kit().ttl(newId)).isInstanceOf(TimeToLive.Remaining.class);
  }

  @Test
  default void S24_thereIsNoMomentWithoutEither() {
    Session session = kit().stored();
    SessionId newId = SessionId.random();
    List<Boolean> moments = new CopyOnWriteArrayList<>();
    RedisCommands client = kit().client();
    BlockingSessionStore store =
        kit()
            .store(
                new BeforeEachWrite(
                    client,
                    () ->
                        client
                            .get(kit().keyOf(session.id()))
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
    SessionId newId = SessionId.random();

    kit().store().regenerate(session, newId);

    assertThat(kit().load(newId).attributes()).isEqualTo(Map.of("user", "ada", "size", 3));
    assertThat(kit().recordOf(session.id())).isEmpty();
  }

  @Test
  default void S24_anIdThatIsInUseIsNotTaken() {
    Session session = kit().stored();
    Session other = kit().stored();
    other.set("user", "bob");
    kit().store().update(other);

    assertThatIllegalStateException()
        .isThrownBy(() -> kit().store().regenerate(session, other.id()));

    assertThat(kit().load(other.id()).get("user")).isEqualTo("bob");
    assertThat(kit().load(session.id()).get("user")).isEqualTo("ada");
  }

  @Test
  default void S24_theTtlMovesAlong() {
    Session session = kit().stored();
    session.setCookie(SessionCookie.DEFAULT.withMaxAge(Duration.ofSeconds(90)));
    SessionId newId = SessionId.random();

    TimeToLiveAssert.assertTtl(
        () -> kit().store().regenerate(session, newId),
        () -> kit().ttl(newId),
        Duration.ofSeconds(90));
  }

  @Test
  default void S24_whatHasEndedHasNoNewId() {
    Session session = kit().stored();
    session.setCookie(SessionCookie.DEFAULT.withMaxAge(Duration.ZERO));
    SessionId newId = SessionId.random();

    assertThat(kit().store().regenerate(session, newId)).isEmpty();

    assertThat(kit().recordOf(session.id())).isEmpty();
    assertThat(kit().recordOf(newId)).isEmpty();
  }

  @Test
  default void S24_aRequestInFlightUnderTheOldIdNeitherRevivesItNorTouchesTheLogIn() {
    Session session = kit().stored();
    Session inFlight = kit().load(session.id());
    SessionId newId = SessionId.random();
    session.set("user", "bob");
    kit().store().regenerate(session, newId);

    inFlight.set("colour", "green");
    assertThat(kit().store().update(inFlight)).as("it is told").isFalse();
    assertThat(kit().store().touch(inFlight)).isFalse();

    assertThat(kit().recordOf(session.id())).isEmpty();
    assertThat(kit().load(newId).attributes()).isEqualTo(Map.of("user", "bob"));
  }

  @Test
  default void S24_ofTwoLogInsAtTheSameTimeOneHasTheSession() {
    Session first = kit().stored();
    Session second = kit().load(first.id());
    SessionId firstId = SessionId.random();
    SessionId secondId = SessionId.random();
    SessionStore others = kit().asynchronous(kit().client(), options -> {});
    BlockingSessionStore store =
        kit().store(betweenTheTwoWrites(() -> others.regenerate(second, secondId)), options -> {});

    assertThat(store.regenerate(first, firstId)).as("the slower one is told").isEmpty();

    assertThat(kit().recordOf(first.id())).isEmpty();
    assertThat(kit().recordOf(firstId)).isEmpty();
    assertThat(kit().load(secondId).attributes()).isEqualTo(Map.of("user", "ada"));
  }

  @Test
  default void S24_whatIsDestroyedMeanwhileStaysGoneUnderBothIds() {
    Session session = kit().stored();
    SessionId newId = SessionId.random();
    SessionStore others = kit().asynchronous(kit().client(), options -> {});
    BlockingSessionStore store =
        kit().store(betweenTheTwoWrites(() -> others.destroy(session.id())), options -> {});

    assertThat(store.regenerate(session, newId)).isEmpty();

    assertThat(kit().recordOf(session.id())).isEmpty();
    assertThat(kit().recordOf(newId)).isEmpty();
  }

  @Test
  default void S24_whereTheOldRecordIsNotRemovedTheNewOneDoesNotStay() {
    Session session = kit().stored();
    SessionId newId = SessionId.random();
    RedisCommands refusing =
        new AroundScripts(
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
    SessionId newId = SessionId.random();
    RedisCommands deaf =
        new AroundScripts(
            kit().client(),
            run ->
                run.get()
                    .thenCompose(
                        done ->
                            CompletableFuture.failedStage(
                                new RedisTimeoutException("Redis did not answer", null))));

    assertThatThrownBy(() -> kit().store(deaf, options -> {}).regenerate(session, newId))
        .isInstanceOf(RedisTimeoutException.class);

    assertThat(kit().recordOf(session.id())).isEmpty();
    assertThat(kit().load(newId).attributes()).isEqualTo(Map.of("user", "ada"));
  }

  @Test
  default void S24_whenOthersAreFasterEachTimeTheSessionKeepsItsOldId() {
    Session session = kit().stored();
    SessionId newId = SessionId.random();
    CountingRedisCommands counted = withConflicts(session.id(), Integer.MAX_VALUE);
    BlockingSessionStore store = kit().store(counted, options -> {});

    assertThatThrownBy(() -> store.regenerate(session, newId))
        .isInstanceOf(SessionConflictException.class);

    assertThat(counted.commands()).as("64 tries").hasSizeBetween(3, 2 + 2 * 64);
    assertThat(kit().recordOf(newId)).isEmpty();
    assertThat(kit().load(session.id()).names()).containsOnly("user", "stamp");
  }

  @Test
  default void S24_aNewIdIsTwoCommandsAndTwoMoreForEachConflict() {
    for (int conflicts : new int[] {0, 1, 3}) {
      Session session = kit().stored();
      SessionId newId = SessionId.random();
      CountingRedisCommands counted = withConflicts(session.id(), conflicts);

      assertThat(kit().store(counted, options -> {}).regenerate(session, newId)).isPresent();

      assertThat(counted.commands()).as("%d conflicts", conflicts).hasSize(2 + 2 * conflicts);
      assertThat(kit().load(newId).names()).hasSize(conflicts == 0 ? 1 : 2);
    }
  }

  /** As often as said another request is faster, when the old record is to go. */
  private CountingRedisCommands withConflicts(SessionId id, int number) {
    AtomicInteger left = new AtomicInteger(number);
    return CountingRedisCommands.over(
        new AroundScripts(
            kit().client(),
            run ->
                left.getAndDecrement() > 0
                    ? another(id).thenCompose(done -> run.get())
                    : run.get()));
  }

  /** Another request, which changes the session. */
  private CompletionStage<Boolean> another(SessionId id) {
    SessionStore store = kit().asynchronous(kit().client(), options -> {});
    return store
        .get(id)
        .thenCompose(
            found -> {
              Session theirs = found.orElseThrow();
              theirs.set("stamp", SessionId.random().value());
              return store.update(theirs);
            });
  }

  /** Does something once, when the new record is there and the old one is not gone yet. */
  private RedisCommands betweenTheTwoWrites(Supplier<CompletionStage<?>> action) {
    AtomicInteger writes = new AtomicInteger();
    return new BeforeEachWrite(
        kit().client(),
        () ->
            writes.incrementAndGet() == 2
                ? action.get()
                : CompletableFuture.completedStage(Optional.empty()));
  }
}
