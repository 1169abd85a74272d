package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.tests.saboteurs.NamedTestSabotage;

/**
 * Stores each of whose verbs is sound by itself, and broken where something else comes in: an equal
 * value, another walk, another store, a failure in the middle. Each is named with the test that
 * catches it.
 */
enum InterplayStore implements StoreSabotage, NamedTestSabotage {
  SKIPS_AN_UNCHANGED_COMPARISON(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays", Opening.port(InterplayPorts::skipsUnchanged)),
  OVERWRITES_WHAT_IT_HAS_NOT_CHANGED(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.port(InterplayPorts::overwritesUnchanged)),
  TAKES_AN_EQUAL_RECORD_FOR_ITS_OWN(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.port(InterplayPorts::takesEqualForOwn)),
  OVERWRITES_FROM_LISTS(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(InterplayStores.FromLists::new)),
  COPIES_WHAT_IT_LISTS(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(InterplayStores::copiesWhatItLists)),
  REMEMBERS_THE_TTL_OF_AN_ID(
      "S50_anySequenceUnderAnyOptionsLeavesTheTtlThatTheyPromise",
      Opening.after(InterplayOpenings::remembersTtl)),
  INDEXES_FOR_THE_USUAL_TTL(
      "S27_theIndexLivesForAsLongAsAnySessionInIt", InterplayPorts::indexesForUsualTtl),
  ENTERS_A_SESSION_ONCE(
      "S27_theIndexLivesForAsLongAsAnySessionInIt", Opening.port(InterplayPorts::entersOnce)),
  KNOWS_KEYS_BY_ID_OBJECT(
      "S12_oneIdIsAnotherSessionInEachStore", InterplayOpenings::knowsKeysByIdObject),
  SHARES_REPLACED_IDS(
      "S12_oneIdIsAnotherSessionInEachStore", Opening.store(InterplayStores::sharesReplacedIds)),
  FORGETS_THE_RENEWAL_ON_A_CONFLICT(
      "S55_whateverDisturbsASaveItMovesTheEndOnlyOfACookieThatIsSent",
      InterplayOpenings::forgetsRenewal),
  RENEWS_AFTER_A_CONFLICT(
      "S55_whateverDisturbsASaveItMovesTheEndOnlyOfACookieThatIsSent",
      InterplayOpenings::renewsAfterConflict),
  FORGETS_A_RENEWAL_THAT_FAILED(
      "S55_whateverDisturbsASaveItMovesTheEndOnlyOfACookieThatIsSent",
      Opening.store(InterplayOpenings::forgetsRenewalThatFailed)),
  KNOWS_VALUES_BY_HASH_CODE(
      "S35_aChangeInPlaceOfAnyKindOfValueIsFound", Opening.records(HashedForms.ByHashCode::new)),
  KNOWS_RECORDS_BY_HASH_CODE(
      "S36_valuesAndRecordsOfOneHashCodeAreNotTheSame",
      Opening.records(HashedForms.ParsedByHashCode::new)),
  ENDS_A_WALK_AT_A_FAILURE(
      "S39_aListOfWhichAnyCommandFailsIsNoShorterList",
      Opening.store(InterplayStores::endsWalkAtFailure)),
  FINDS_WHAT_IT_CAN(
      "S39_aListOfWhichAnyCommandFailsIsNoShorterList",
      Opening.port(InterplayPorts::findsWhatItCan)),
  DELETES_WHAT_IT_CAN(
      "S39_anEndOfManySessionsOfWhichAnyCommandFailsSaysSoAndCanBeAskedForAgain",
      Opening.port(InterplayPorts::deletesWhatItCan)),
  SHARES_A_WALK(
      "S13_walksAtATimeSeeAllSessionsEach", Opening.store(InterplayStores.SharedWalk::new)),
  SHARES_A_WALK_OVER_SESSIONS(
      "S13_walksAtATimeSeeAllSessionsEach",
      Opening.store(InterplayStores.SharedWalkOverSessions::new)),
  FINDS_BY_WAITING(
      "S49_noVerbKeepsTheThreadThatCallsItWaiting", Opening.store(InterplayStores::findsByWaiting)),
  ASKS_WHAT_WAS_REPLACED_BY_WAITING(
      "S49_noVerbKeepsTheThreadThatCallsItWaiting",
      Opening.store(InterplayStores::asksWhatWasReplacedByWaiting));

  private final String test;

  @SuppressWarnings("ImmutableEnumChecker") // lambdas, which hold no state
  private final Opening opening;

  InterplayStore(String test, Opening opening) {
    this.test = test;
    this.opening = opening;
  }

  @Override
  public String test() {
    return test;
  }

  @Override
  public Class<?> kit() {
    return SabotagedInterplayStore.class;
  }

  @Override
  public Opening opening() {
    return opening;
  }
}
