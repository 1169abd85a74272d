package io.cloakroom.tck.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.tck.store.fault.FailingCommand;
import io.cloakroom.tck.store.fixture.SessionVerbs;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** S39, of commands that Redis has carried out, and whose answers nobody gets. */
interface StoreLostAnswerClauses extends StoreClauses {

  List<RedisCommandException> LOSSES =
      List.of(
          new RedisTimeoutException("no answer", null),
          new RedisUnreachableException("cut off", null));

  /** Whoever sends it again does it twice. */
  @Test
  default void S39_aCommandWhoseAnswerIsLostIsCarriedOutOnce() {
    SessionVerbs.all().forEach((verb, call) -> ofEachLoss(verb, () -> call, false));
  }

  /** Nor does the caller, who has to try again. */
  @Test
  default void S39_whoTriesAgainAfterALostAnswerHasItDoneOnce() {
    SessionVerbs.all().forEach((verb, call) -> ofEachLoss(verb, () -> call, true));
    ofEachLoss("regenerate", SessionVerbs::regenerateAsOne, true);
  }

  /**
   * @param call makes the call that a caller repeats
   */
  private void ofEachLoss(
      String verb,
      Supplier<BiFunction<BlockingSessionStore, Session, Object>> call,
      boolean again) {
    for (RedisCommandException lost : LOSSES) {
      FailingCommand.ofEachCommand(
          verb, step -> assertDoneOnce(verb, call.get(), new FailingCommand(step), lost, again));
    }
  }

  /** The store repeats what it usually repeats. */
  private FailingCommand assertDoneOnce(
      String verb,
      BiFunction<BlockingSessionStore, Session, Object> call,
      FailingCommand losing,
      RedisCommandException lost,
      boolean again) {
    String what = "%s, the answer to whose %s is lost".formatted(verb, losing);
    BlockingSessionStore sound = kit().store(options -> options.userIndex("user"));
    sound.clear();
    Session session = SessionVerbs.sessionFor(verb, kit(), sound);
    long before = sound.length();
    session.update("visits", Integer.class, StoreFunctionClauses.COUNT);
    BlockingSessionStore store =
        kit()
            .store(
                losing.losingItsAnswer(kit().client(), lost), options -> options.userIndex("user"));
    boolean told = false;
    Object done;
    try {
      done = call.apply(store, session);
    } catch (RedisTimeoutException | RedisUnreachableException failure) {
      assertThat(losing.hasFailed()).isTrue();
      told = true;
      done = again ? call.apply(store, session) : null;
    }
    List<Session> left = sound.all().toList();
    assertThat(left)
        .as("what %s counts", what)
        .allSatisfy(each -> assertThat(each.get("visits")).isIn(null, 0, 1));
    boolean ends = SessionVerbs.ENDS.contains(verb);
    if (!told || (again && !ends)) {
      assertThat(done).as(what).isIn(SaveOutcome.SAVED, true);
    }
    if (ends) {
      assertThat(left).as("the sessions after %s", what).isEmpty();
      return losing;
    }
    assertThat(left)
        .as("the sessions after %s", what)
        .hasSizeGreaterThanOrEqualTo((int) before)
        .allSatisfy(each -> assertThat(each.get("user")).isEqualTo("ada"));
    if (!told || again) {
      assertThat(left)
          .as("the sessions after %s", what)
          .extracting(Session::id)
          .containsExactly(session.id());
      if (SessionVerbs.SAVES.contains(verb)) {
        assertThat(left.get(0).get("visits")).as("what %s counts", what).isEqualTo(1);
      }
    }
    return losing;
  }
}
