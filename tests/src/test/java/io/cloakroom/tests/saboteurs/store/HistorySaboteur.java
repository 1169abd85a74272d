package io.cloakroom.tests.saboteurs.store;

import static io.cloakroom.tck.history.Violation.Promise.AS_IF_ONE_AFTER_ANOTHER;
import static io.cloakroom.tck.history.Violation.Promise.FAILS_AS_DOCUMENTED;
import static io.cloakroom.tck.history.Violation.Promise.NOTHING_COMES_BACK;
import static io.cloakroom.tck.history.Violation.Promise.NOTHING_IS_LOST;
import static io.cloakroom.tck.history.Violation.Promise.NO_FOREIGN_VALUE;

import io.cloakroom.tck.history.Violation.Promise;
import io.cloakroom.tests.saboteurs.port.BrokenReads;

/** Stores that are sound but for one thing, and the promise that the history checker misses. */
enum HistorySaboteur {
  UPDATES_BY_OVERWRITING(NOTHING_COMES_BACK, Opening.store(BrokenSaves::updatesByOverwriting)),
  REVIVES_THE_OLD_ID(NOTHING_COMES_BACK, Opening.store(BrokenSaves::revivesTheOldId)),
  LETS_THE_LAST_WRITE_WIN(NOTHING_IS_LOST, Opening.store(BrokenSaves::letsTheLastWriteWin)),
  FORGETS_TO_REPLAY(NOTHING_IS_LOST, Opening.port(BrokenHistories::forgetsToReplay)),
  GIVES_UP_ON_A_CONFLICT(NOTHING_COMES_BACK, Opening.port(BrokenPorts::givesUpOnAConflict)),
  SAVES_ONE_ATTRIBUTE_AFTER_ANOTHER(
      AS_IF_ONE_AFTER_ANOTHER, Opening.store(BrokenHistories::savesOneAttributeAfterAnother)),
  KEEPS_THE_OLD_ID(NOTHING_COMES_BACK, Opening.store(BrokenMoves::keepsTheOldId)),
  FORGETS_WHAT_SHARERS_SET(NOTHING_IS_LOST, Opening.store(BrokenHistories::forgetsWhatSharersSet)),
  LOSES_WHAT_OTHERS_SAVED(
      AS_IF_ONE_AFTER_ANOTHER, Opening.store(BrokenMoves::losesWhatOthersSaved)),
  DESTROYS_BEFORE_IT_CREATES(
      NOTHING_COMES_BACK, Opening.store(BrokenMoves::destroysBeforeItCreates)),
  ONLY_SAYS_THAT_IT_DESTROYS(
      NOTHING_COMES_BACK, Opening.store(BrokenHistories::onlySaysThatItDestroys)),
  TOUCH_IS_ALWAYS_TRUE(NOTHING_COMES_BACK, Opening.store(BrokenTouches::touchIsAlwaysTrue)),
  DESTROYS_TWICE(AS_IF_ONE_AFTER_ANOTHER, Opening.store(BrokenMoves::destroysTwice)),
  THROWS_ITS_OWN(FAILS_AS_DOCUMENTED, Opening.port(BrokenHistories::throwsItsOwn)),
  ANSWERS_FROM_A_CACHE(NOTHING_IS_LOST, Opening.port(BrokenReads::answersFromACache)),
  MIXES_UP_IDS(NO_FOREIGN_VALUE, Opening.port(BrokenHistories::mixesUpIds)),
  HAS_TWO_WRITERS_WIN(NOTHING_IS_LOST, Opening.port(BrokenHistories::hasTwoWritersWin));

  private final Promise promise;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference, which holds no state
  private final Opening opening;

  HistorySaboteur(Promise promise, Opening opening) {
    this.promise = promise;
    this.opening = opening;
  }

  Promise promise() {
    return promise;
  }

  Opening opening() {
    return opening;
  }
}
