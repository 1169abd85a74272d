package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.tests.saboteurs.NamedTestSabotage;

/**
 * Stores that forget what was before: a failure, an end, a caller who gave up, a key, an observer.
 * Each is named with the test that catches it.
 */
enum ForgetfulStore implements StoreSabotage, NamedTestSabotage {
  TELLS_THE_LAST_USE_NEAR_AN_END(
      "S45_whereAnEndLimitsTheTtlTheLastUseIsNotKnown",
      Opening.store(ForgetfulStores.TellsLastUse::new)),
  PUTS_BACK_WHAT_A_FUNCTION_REMOVED(
      "S41_whatAFunctionRemovesOnAConflictIsRemoved", Opening.store(ForgetfulStores.PutsBack::new)),
  RENEWS_FOR_EVER(
      "S55_aRenewalCountsForTheNextSaveAlone", Opening.store(ForgetfulStores.RenewsForEver::new)),
  ENDS_WITHOUT_TTL(
      "S18_withDisableTtlNoEndOfACookieEndsASession",
      Opening.store(ForgetfulStores.EndsByCookie::new)),
  LOOKS_AGAIN_TOMORROW(
      "S51_aSessionThatWasFoundAliveIsReportedSoonAfterItsOwnEnd",
      Opening.port(ForgetfulPorts::looksAgainTomorrow)),
  TOUCHES_WHAT_IS_GONE(
      "S27_whoUsesASessionThatIsGoneEntersItNowhere",
      Opening.port(ForgetfulPorts::touchesWhatIsGone)),
  STORES_WHAT_IS_GONE(
      "S27_whoSavesASessionThatIsGoneIsFoundNowhere",
      Opening.store(ForgetfulStores.StoresWhatIsGone::new)),
  TAKES_A_FAILED_ENTRY_FOR_WRITTEN(
      "S39_whatFailedAndIsDoneAgainIsDone",
      Opening.port(ForgetfulPorts.RemembersFailedEntries::new)),
  COUNTS_BY_RECURSION(
      "S15_noNumberOfPagesIsTooLargeForAStack",
      Opening.store(ForgetfulStores.CountsByRecursion::new)),
  FORGETS_THE_FIRST_RETIRED_KEY(
      "S23_allRetiredKeysReadHoweverTheyWereAdded",
      Opening.after(ForgetfulStores::withoutFirstRetiredKey)),
  ENDS_WITH_THE_FIRST_OBSERVER(
      "S39_whatAnObserverThrowsTheOthersDoNotNotice",
      Opening.after(ForgetfulStores::chainedObservers)),
  FREES_WHAT_WAS_GIVEN_UP(
      "S38_whatIsGivenUpIsFollowedByTheNextCallAllTheSame",
      Opening.store(ForgetfulStores.FreesWhatWasGivenUp::new)),
  TAKES_MORE_TIME_FOR_DISUSE(
      "S45_moreTimeThanASessionsOwnEndsNoSessionInUse",
      Opening.port(ForgetfulPorts::takesMoreTimeForDisuse)),
  COUNTS_TTLS_IN_32_BITS(
      "S5_aTtlOfAnyLengthIsThatOfItsSession", Opening.port(ForgetfulPorts::secondsIn32Bits)),
  FAILS_LISTS_BY_THE_POLICY_OF_REQUESTS(
      "S43_damagedRecordsAnywhereOnManyPagesAreWalkedOver",
      Opening.store(ForgetfulStores.ListsByGet::new)),
  BRINGS_BACK_WHAT_IT_CANNOT_RESTORE(
      "S37_clearRemovesWhatCannotBeRestoredToo",
      Opening.records(ForgetfulStores.BringsBackPlans::new)),
  REMOVES_WHATEVER_IS_THERE_BY_THEN(
      "S7_whoFindsThatASessionHasEndedRemovesNothingElse",
      Opening.port(ForgetfulPorts::removesWhateverIsThere)),
  STORES_EACH_LIST_ONCE(
      "S35_whatGrowsAfterALookAtTheChangesIsSaved",
      Opening.records(ForgetfulStores.EachListOnce::new)),
  DROPS_WHAT_WAS_HANDED_OUT(
      "S40_aListThatWasHandedOutBeforeAConflictIsThatOfTheSessionStill",
      Opening.store(ForgetfulStores.DropsHandedOut::new)),
  TAKES_ANOTHERS_SESSION_FOR_ITS_OWN(
      "S10_creatingDoesNotReplaceASession",
      Opening.store(ForgetfulStores.TakesAnothersSession::new)),
  WRITES_OVER_OTHERS_THE_THIRD_TIME(
      "S41_howeverOftenOthersAreFasterEverybodysChangesCount",
      Opening.port(ForgetfulPorts.WritesOverOthers::new)),
  FAILS_WITH_WHAT_IT_WAITED_FOR(
      "S39_aFailureIsThatOfItsCallAlone", Opening.store(ForgetfulStores.FailsWithOthers::new)),
  KNOWS_NO_END_THAT_IS_FALSE(
      "S32_aCookieThatEndsWithTheBrowserIsReadHoweverExpressSaysSo",
      Opening.records(ForgetfulStores.WithoutFalse::new));

  private final String test;

  @SuppressWarnings("ImmutableEnumChecker") // lambdas, which hold no state
  private final Opening opening;

  ForgetfulStore(String test, Opening opening) {
    this.test = test;
    this.opening = opening;
  }

  @Override
  public String test() {
    return test;
  }

  @Override
  public Class<?> kit() {
    return SabotagedForgetfulStore.class;
  }

  @Override
  public Opening opening() {
    return opening;
  }
}
