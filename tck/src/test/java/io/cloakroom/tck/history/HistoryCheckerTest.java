package io.cloakroom.tck.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.tck.history.Violation.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Histories written by hand: what can be true, and what cannot. */
class HistoryCheckerTest {

  private final List<Operation> history = new ArrayList<>();
  private final List<AllowedLoss> losses = new ArrayList<>();

  HistoryCheckerTest() {
    add(Verb.CREATE, "id", Map.of("a", "0", "b", "0"), found("a", "0", "b", "0"), 1, 2);
  }

  @Test
  void aSaveThatIsSeenFromThenOn() {
    update("a", "1", found("a", "1", "b", "0"), 3, 4);
    load(found("a", "1", "b", "0"), 5, 6);

    assertHolds();
  }

  @Test
  void whileASaveIsUnderWayOldAndNewAreRight() {
    update("a", "1", found("a", "1", "b", "0"), 3, 10);
    load(found("a", "0", "b", "0"), 4, 5);
    load(found("a", "1", "b", "0"), 6, 7);

    assertHolds();
  }

  @Test
  void aSaveUnderWayIsNotSeenAndThenGone() {
    update("a", "1", found("a", "1", "b", "0"), 3, 10);
    load(found("a", "1", "b", "0"), 4, 5);
    load(found("a", "0", "b", "0"), 6, 7);

    assertBroken(Promise.AS_IF_ONE_AFTER_ANOTHER);
  }

  @Test
  void aSaveThatIsNotSeenAnyMore() {
    update("a", "1", found("a", "1", "b", "0"), 3, 4);
    load(found("a", "0", "b", "0"), 5, 6);

    assertBroken(Promise.NOTHING_IS_LOST);
  }

  @Test
  void aSaveThatAnotherHasOverwritten() {
    update("a", "1", found("a", "1", "b", "0"), 3, 10);
    update("b", "2", found("a", "0", "b", "2"), 4, 11);
    load(found("a", "1", "b", "0"), 12, 13);

    assertBroken(Promise.NOTHING_IS_LOST);
  }

  @Test
  void halfASave() {
    add(Verb.UPDATE, "id", Map.of("a", "1", "b", "1"), found("a", "1", "b", "1"), 3, 10);
    load(found("a", "1", "b", "0"), 4, 5);

    assertBroken(Promise.AS_IF_ONE_AFTER_ANOTHER);
  }

  @Test
  void aRemovedAttributeThatIsBack() {
    Map<String, Optional<String>> removal = Map.of("a", Optional.empty());
    history.add(new Operation(1, Verb.UPDATE, "id", removal, "", found("b", "0"), 3, 4));
    load(found("a", "0", "b", "0"), 5, 6);

    assertBroken(Promise.NOTHING_IS_LOST);
  }

  @Test
  void aFailedSaveMayHaveHappened() {
    update("a", "1", new Outcome.Unknown(), 3, Operation.NEVER);
    load(found("a", "0", "b", "0"), 5, 6);
    load(found("a", "1", "b", "0"), 7, 8);

    assertHolds();
  }

  @Test
  void orItMayNotHaveHappened() {
    update("a", "1", new Outcome.Unknown(), 3, Operation.NEVER);
    load(found("a", "0", "b", "0"), 5, 6);

    assertHolds();
  }

  @Test
  void aFailedSaveIsNotSeenBeforeItBegan() {
    load(found("a", "1", "b", "0"), 3, 4);
    update("a", "1", new Outcome.Unknown(), 5, Operation.NEVER);

    assertBroken(Promise.AS_IF_ONE_AFTER_ANOTHER);
  }

  @Test
  void aFailedSaveDoesNotHappenTwice() {
    update("a", "1", new Outcome.Unknown(), 3, Operation.NEVER);
    load(found("a", "1", "b", "0"), 5, 6);
    update("a", "2", found("a", "2", "b", "0"), 7, 8);
    load(found("a", "1", "b", "0"), 9, 10);

    assertBroken(Promise.AS_IF_ONE_AFTER_ANOTHER);
  }

  @Test
  void whatWasDestroyedStaysGone() {
    add(Verb.DESTROY, "id", Map.of(), new Outcome.Done(), 3, 4);
    load(new Outcome.Gone(), 5, 6);
    update("a", "1", new Outcome.Gone(), 7, 8);

    assertHolds();
  }

  @Test
  void whatWasDestroyedIsSeenAgain() {
    add(Verb.DESTROY, "id", Map.of(), new Outcome.Done(), 3, 4);
    load(found("a", "0", "b", "0"), 5, 6);

    assertBroken(Promise.NOTHING_COMES_BACK);
  }

  @Test
  void aSaveThatClaimsToHaveReachedWhatIsGone() {
    load(new Outcome.Gone(), 3, 4);
    update("a", "1", found("a", "1", "b", "0"), 5, 6);

    assertBroken(Promise.NOTHING_COMES_BACK);
  }

  @Test
  void aFailedDestructionMayHappenLate() {
    add(Verb.DESTROY, "id", Map.of(), new Outcome.Unknown(), 3, Operation.NEVER);
    load(found("a", "0", "b", "0"), 5, 6);
    load(new Outcome.Gone(), 7, 8);

    assertHolds();
  }

  @Test
  void aSessionThatIsGoneAlthoughNobodyDestroyedIt() {
    load(new Outcome.Gone(), 3, 4);

    assertBroken(Promise.AS_IF_ONE_AFTER_ANOTHER);
  }

  @Test
  void oneOfTwoRequestsDestroysIt() {
    add(Verb.DESTROY, "id", Map.of(), new Outcome.Done(), 3, 6);
    add(Verb.DESTROY, "id", Map.of(), new Outcome.Gone(), 4, 5);

    assertHolds();
  }

  @Test
  void twoRequestsDoNotBothDestroyIt() {
    add(Verb.DESTROY, "id", Map.of(), new Outcome.Done(), 3, 6);
    add(Verb.DESTROY, "id", Map.of(), new Outcome.Done(), 4, 5);

    assertBroken(Promise.AS_IF_ONE_AFTER_ANOTHER);
  }

  @Test
  void aNewIdTakesEverythingAlong() {
    regenerate(found("a", "1", "b", "0"), 3, 4);
    load(new Outcome.Gone(), 5, 6);
    add(Verb.LOAD, "new", Map.of(), found("a", "1", "b", "0"), 7, 8);

    assertHolds();
  }

  @Test
  void theOldIdIsAlive() {
    regenerate(found("a", "1", "b", "0"), 3, 4);
    load(found("a", "0", "b", "0"), 5, 6);

    assertBroken(Promise.NOTHING_COMES_BACK);
  }

  @Test
  void theNewIdLacksWhatWasSaved() {
    update("b", "2", found("a", "0", "b", "2"), 3, 4);
    regenerate(found("a", "1", "b", "0"), 5, 6);

    assertBroken(Promise.NOTHING_IS_LOST);
  }

  @Test
  void neitherIdIsAlive() {
    regenerate(found("a", "1", "b", "0"), 3, 4);
    add(Verb.LOAD, "new", Map.of(), new Outcome.Gone(), 5, 6);

    assertBroken(Promise.AS_IF_ONE_AFTER_ANOTHER);
  }

  @Test
  void aValueOfAnotherSession() {
    load(found("a", "0", "b", "another's"), 3, 4);

    assertBroken(Promise.NO_FOREIGN_VALUE);
  }

  @Test
  void aFailoverMayUndoASaveThatWasAcknowledgedLast() {
    update("a", "1", found("a", "1", "b", "0"), 3, 5);
    losses.add(new AllowedLoss(4, 6, id -> true));
    load(found("a", "0", "b", "0"), 7, 8);

    assertHolds();
  }

  @Test
  void aFailoverUndoesNoSaveThatTheReplicaHad() {
    update("a", "1", found("a", "1", "b", "0"), 3, 4);
    losses.add(new AllowedLoss(5, 6, id -> true));
    load(found("a", "0", "b", "0"), 7, 8);

    assertBroken(Promise.NOTHING_IS_LOST);
  }

  @Test
  void aFailoverUndoesNoLaterSave() {
    losses.add(new AllowedLoss(3, 4, id -> true));
    update("a", "1", found("a", "1", "b", "0"), 5, 6);
    load(found("a", "0", "b", "0"), 7, 8);

    assertBroken(Promise.NOTHING_IS_LOST);
  }

  @Test
  void aFailoverUndoesNoSaveOfAnotherId() {
    update("a", "1", found("a", "1", "b", "0"), 3, 5);
    losses.add(new AllowedLoss(4, 6, id -> id.equals("another")));
    load(found("a", "0", "b", "0"), 7, 8);

    assertBroken(Promise.AS_IF_ONE_AFTER_ANOTHER);
  }

  @Test
  void aFailoverUndoesNoHalfOfASave() {
    losses.add(new AllowedLoss(3, 6, id -> true));
    add(Verb.UPDATE, "id", Map.of("a", "1", "b", "1"), found("a", "1", "b", "1"), 4, 5);
    load(found("a", "1", "b", "0"), 7, 8);

    assertBroken(Promise.AS_IF_ONE_AFTER_ANOTHER);
  }

  @Test
  void aFailoverUndoesNoSaveBeforeOneThatItLeaves() {
    losses.add(new AllowedLoss(3, 8, id -> true));
    update("a", "1", found("a", "1", "b", "0"), 4, 5);
    update("b", "2", found("a", "1", "b", "2"), 6, 7);
    load(found("a", "0", "b", "2"), 9, 10);

    assertBroken(Promise.AS_IF_ONE_AFTER_ANOTHER);
  }

  @Test
  void aFailoverUndoesASaveForAllReaders() {
    losses.add(new AllowedLoss(3, 6, id -> true));
    update("a", "1", found("a", "1", "b", "0"), 4, 5);
    load(found("a", "0", "b", "0"), 7, 8);
    load(found("a", "1", "b", "0"), 9, 10);

    assertBroken(Promise.AS_IF_ONE_AFTER_ANOTHER);
  }

  @Test
  void aFailoverMayUndoTheLastLogOut() {
    losses.add(new AllowedLoss(3, 6, id -> true));
    add(Verb.DESTROY, "id", Map.of(), new Outcome.Done(), 4, 5);
    load(found("a", "0", "b", "0"), 7, 8);

    assertHolds();
  }

  @Test
  void aFailoverUndoesNoLaterLogOut() {
    losses.add(new AllowedLoss(3, 4, id -> true));
    add(Verb.DESTROY, "id", Map.of(), new Outcome.Done(), 5, 6);
    load(found("a", "0", "b", "0"), 7, 8);

    assertBroken(Promise.NOTHING_COMES_BACK);
  }

  @Test
  void aFailoverMayUndoANewId() {
    losses.add(new AllowedLoss(3, 6, id -> true));
    regenerate(found("a", "1", "b", "0"), 4, 5);
    load(found("a", "0", "b", "0"), 7, 8);
    add(Verb.LOAD, "new", Map.of(), new Outcome.Gone(), 9, 10);

    assertHolds();
  }

  @Test
  void aFailoverMayUndoHalfOfANewIdSoThatThereAreTwo() {
    losses.add(new AllowedLoss(3, 6, id -> true));
    regenerate(found("a", "1", "b", "0"), 4, 5);
    update("b", "2", found("a", "0", "b", "2"), 7, 8);
    add(Verb.LOAD, "new", Map.of(), found("a", "1", "b", "0"), 9, 10);

    assertHolds();
  }

  @Test
  void aFailoverDoesNotMixANewIdWithWhatWasOverBefore() {
    losses.add(new AllowedLoss(3, 8, id -> true));
    update("b", "2", found("a", "0", "b", "2"), 4, 5);
    regenerate(found("a", "1", "b", "2"), 6, 7);
    load(found("a", "0", "b", "0"), 9, 10);
    add(Verb.LOAD, "new", Map.of(), found("a", "1", "b", "2"), 11, 12);

    assertBroken(Promise.AS_IF_ONE_AFTER_ANOTHER);
  }

  @Test
  @Timeout(10)
  void manyNewIdsInAFailoverAreStillDecided() {
    losses.add(new AllowedLoss(3, 1_000, id -> true));
    long now = 4;
    String id = "id";
    for (int i = 1; i <= 6; i++) {
      for (int j = 1; j <= 3; j++) {
        String value = i + "." + j;
        add(Verb.UPDATE, id, Map.of("b", value), found("a", "0", "b", value), now, now + 1);
        now += 2;
      }
      Outcome moved = found("a", "0", "b", i + ".3");
      history.add(new Operation(1, Verb.REGENERATE, id, Map.of(), "new" + i, moved, now, now + 1));
      now += 2;
      id = "new" + i;
    }
    add(Verb.LOAD, id, Map.of(), found("a", "0", "b", "6.3"), 1_001, 1_002);
    add(Verb.LOAD, "id", Map.of(), found("a", "0", "b", "0"), 1_003, 1_004);

    assertBroken(Promise.AS_IF_ONE_AFTER_ANOTHER);
  }

  @Test
  void inAClusterAFailoverMayUndoTheOtherHalfSoThatThereIsNone() {
    losses.add(new AllowedLoss(3, 6, id -> id.equals("new")));
    regenerate(found("a", "1", "b", "0"), 4, 5);
    load(new Outcome.Gone(), 7, 8);
    add(Verb.LOAD, "new", Map.of(), new Outcome.Gone(), 9, 10);

    assertHolds();
  }

  @Test
  void aFailoverBringsNothingFromAnotherSession() {
    losses.add(new AllowedLoss(3, 4, id -> true));
    load(found("a", "0", "b", "another's"), 5, 6);

    assertBroken(Promise.NO_FOREIGN_VALUE);
  }

  private void update(String name, String value, Outcome answer, long start, long end) {
    add(Verb.UPDATE, "id", Map.of(name, value), answer, start, end);
  }

  private void load(Outcome answer, long start, long end) {
    add(Verb.LOAD, "id", Map.of(), answer, start, end);
  }

  private void regenerate(Outcome answer, long start, long end) {
    Map<String, Optional<String>> change = Map.of("a", Optional.of("1"));
    history.add(new Operation(1, Verb.REGENERATE, "id", change, "new", answer, start, end));
  }

  private void add(
      Verb verb, String id, Map<String, String> values, Outcome answer, long start, long end) {
    Map<String, Optional<String>> changes = new HashMap<>();
    values.forEach((name, value) -> changes.put(name, Optional.of(value)));
    history.add(new Operation(1, verb, id, changes, "", answer, start, end));
  }

  private static Outcome found(String... values) {
    Map<String, String> seen = new HashMap<>();
    for (int i = 0; i < values.length; i += 2) {
      seen.put(values[i], values[i + 1]);
    }
    return new Outcome.Found(seen);
  }

  private void assertHolds() {
    assertThat(HistoryChecker.check(history, losses)).isEmpty();
  }

  private void assertBroken(Promise promise) {
    assertThat(HistoryChecker.check(history, losses).map(Violation::promise)).contains(promise);
  }
}
