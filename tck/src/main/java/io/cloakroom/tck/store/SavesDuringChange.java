package io.cloakroom.tck.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.client.Recovery;
import io.cloakroom.tck.client.StageResults;
import io.cloakroom.tck.store.fault.HeldSaves;
import io.cloakroom.tck.store.fixture.StoreUnderTest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Three requests that hold a session each, on one master, when something happens to the servers:
 * one whose session another request has changed meanwhile, which it has been told and is about to
 * write over; one whose session was destroyed; and one that has written under a new id and is about
 * to remove the old one.
 */
final class SavesDuringChange {

  /** A failover takes a few seconds, and a client some more to see it. */
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final Map<String, Object> BY_OTHERS = Map.of("user", "ada", "size", 3);
  private static final Map<String, Object> BY_BOTH =
      Map.of("user", "ada", "size", 3, "colour", "green");
  private static final Map<String, Object> RENAMED = Map.of("user", "ada");

  private final StoreUnderTest kit;
  private final String prefix;
  private final SessionStore store;
  private final Session changed;
  private final Session destroyed;
  private final Session renamed;
  private final SessionId oldId;
  private final SessionId newId = LikeIds.next();

  SavesDuringChange(StoreUnderTest kit) {
    this.kit = kit;
    this.prefix = kit.prefix() + "{together}:";
    this.store = over(kit.client());
    this.changed = stored();
    this.destroyed = stored();
    this.renamed = stored();
    this.oldId = renamed.id();
    Session theirs = load(changed.id()).orElseThrow();
    theirs.set("size", 3);
    eventually(() -> store.update(theirs));
    eventually(() -> store.destroy(destroyed.id()));
  }

  /** The key of one of them, which are all on the same slot. */
  String key() {
    return prefix + changed.id().value();
  }

  /**
   * Sees all three through what happens to the servers, and that each ends as it may.
   *
   * @param whatFollows done when each save has been answered, or has failed
   */
  void through(Runnable whatHappens, Runnable whatFollows) {
    HeldSaves gate = new HeldSaves(3, whatHappens);
    changed.set("colour", "green");
    destroyed.set("colour", "green");
    RedisCommands client = kit.client();
    CompletionStage<SaveOutcome> saving = gate.hold(2, client, port -> over(port).update(changed));
    CompletionStage<SaveOutcome> reviving =
        gate.hold(1, client, port -> over(port).update(destroyed));
    CompletionStage<SaveOutcome> moving =
        gate.hold(2, client, port -> over(port).regenerate(renamed, newId));
    Optional<SaveOutcome> saved = acknowledged(saving);
    Optional<SaveOutcome> revived = acknowledged(reviving);
    Optional<SaveOutcome> moved = acknowledged(moving);
    whatFollows.run();

    assertNothingIsLost(saved);
    assertNothingIsBack(revived);
    assertTheNewIdHasEverything(moved);
  }

  private void assertNothingIsLost(Optional<SaveOutcome> saved) {
    assertThat(saved.orElse(SaveOutcome.SAVED)).isEqualTo(SaveOutcome.SAVED);
    if (saved.isPresent()) {
      assertThat(content(changed.id())).as("what was acknowledged").contains(BY_BOTH);
    } else {
      assertThat(content(changed.id()).orElseThrow()).as("all or none").isIn(BY_OTHERS, BY_BOTH);
    }
    assertExpires(changed.id());
    assertThat(eventually(() -> store.resave(changed)))
        .as("saving it again")
        .isEqualTo(SaveOutcome.SAVED);
    assertThat(content(changed.id())).contains(BY_BOTH);
  }

  private void assertNothingIsBack(Optional<SaveOutcome> revived) {
    assertThat(revived.orElse(SaveOutcome.GONE)).isEqualTo(SaveOutcome.GONE);
    assertThat(content(destroyed.id())).isEmpty();
    assertThat(eventually(() -> store.resave(destroyed)))
        .as("saving it again")
        .isEqualTo(SaveOutcome.GONE);
    assertThat(content(destroyed.id())).isEmpty();
  }

  /** The old id may live on, where nobody knows whether it was removed, until the next log-out. */
  private void assertTheNewIdHasEverything(Optional<SaveOutcome> moved) {
    assertThat(content(newId)).contains(RENAMED);
    assertExpires(newId);
    if (moved.isPresent()) {
      assertThat(moved.get()).isEqualTo(SaveOutcome.SAVED);
      assertThat(content(oldId)).isEmpty();
    }
    eventually(() -> store.destroy(oldId));
    eventually(() -> store.destroy(newId));
    assertThat(content(oldId)).isEmpty();
    assertThat(content(newId)).isEmpty();
  }

  /** What a save was answered; empty if it could not be reached, and may have happened. */
  private static <T> Optional<T> acknowledged(CompletionStage<T> save) {
    try {
      return Optional.of(StageResults.answer(save, LIMIT));
    } catch (RedisUnreachableException | RedisTimeoutException unknown) {
      return Optional.empty();
    }
  }

  private void assertExpires(SessionId id) {
    assertThat(eventually(() -> kit.client().timeToLive(prefix + id.value())))
        .isInstanceOf(TimeToLive.Remaining.class);
  }

  private Optional<Map<String, Object>> content(SessionId id) {
    return load(id).map(Session::attributes);
  }

  private Optional<Session> load(SessionId id) {
    return eventually(() -> store.get(id));
  }

  private Session stored() {
    Session session = kit.session();
    eventually(() -> store.create(session));
    return load(session.id()).orElseThrow();
  }

  private SessionStore over(RedisCommands commands) {
    return kit.asynchronous(commands, options -> options.prefix(prefix));
  }

  private static <T> T eventually(Supplier<CompletionStage<T>> call) {
    return Recovery.answer(call, LIMIT.dividedBy(Recovery.LIMIT_IN_TIMEOUTS));
  }
}
