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
  WRITES_ITS_COOKIE_BACK(
      "S36_settingAnEqualCookieOverwritesNoCookieOfOthers",
      Opening.store(ForgottenFacts::writesItsCookieBack)),
  REVERTS_TO_WHAT_WAS_LOADED(
      "S36_whatIsRevertedShowsWhatWasSavedLast",
      Opening.store(ForgottenFacts::revertsToWhatWasLoaded)),
  BEGINS_AGAIN_WITHOUT_INTERVAL(
      "S45_theIdleIntervalIsThatOfASessionThatBeginsAgain",
      Opening.store(ForgottenFacts::beginsAgainWithoutInterval)),
  SETS_WHATEVER_IS_THERE(
      "S33_whatAnotherProgramWroteIsLeftAloneByAllThatSaves",
      Opening.store(ForgottenFacts::setsWhateverIsThere)),
  ENDS_BY_COOKIE_BESIDE_A_FUNCTION(
      "S5_aFunctionForTheTtlReplacesAFixedEndOfTheCookie",
      Opening.store(ForgottenFacts::endsByCookieBesideAFunction)),
  LEAVES_KEYS_FOR_EVER(
      "S18_aKeyWithoutATtlGetsOneWhenItsSessionIsUsed",
      Opening.port(ForgottenFacts::leavesKeysForEver)),
  TOUCHES_COOKIES_WITHOUT_LIMIT(
      "S26_whateverMovesTheEndOfACookieItIsWithinTheLifetime",
      Opening.store(ForgottenFacts::touchesCookiesWithoutLimit)),
  MARKS_NOTHING("S2_aRecordMayBeginWithAnyByte", Opening.port(ForgottenFacts::marksNothing)),
  ENTERS_EACH_TIME(
      "S27_aSessionIsEnteredOnceInAFewMinutesHoweverItsTtlChanges",
      Opening.port(ForgottenFacts::entersEachTime)),
  TOUCHES_BESIDE_ITS_HOLDER(
      "S10_whatAnotherRequestEndsIsGoneAndHasNotExpired",
      Opening.store(ForgottenFacts::touchesBesideItsHolder)),
  TAKES_PLAIN_FOR_ENCRYPTED(
      "S21_aPlainRecordOfAnyFormIsRefused", Opening.after(ForgottenFacts::takesPlainForEncrypted)),
  LEAVES_IDS_TO_THE_FIRST(
      "S54_anIdThatAnotherStoreHasAskedForHasTheKeyOfThisOne",
      Opening.store(ForgottenFacts::leavesIdsToTheFirst)),
  RETIRES_WHAT_IS_THERE(
      "S24_whatIsRetiredCountsAsReplacedThoughNothingWasThere",
      Opening.store(ForgottenFacts::retiresWhatIsThere)),
  TAKES_RECORDS_FOR_UNCHANGEABLE(
      "S35_whatGrowsInsideOfARecordIsSaved",
      Opening.store(ForgottenFacts::takesRecordsForUnchangeable)),
  TAKES_ITS_COOKIE_FOR_THE_SAVED_ONE(
      "S38_whateverIsChangedDuringAnyWriteIsSavedByTheNext",
      Opening.store(ForgottenFacts::takesItsCookieForTheSavedOne)),
  LEAVES_RETIRED_SESSIONS_IN_THE_INDEX(
      "S27_whatEndsLeavesNothingInTheIndex", Opening.port(ForgetfulPorts::leavesRetiredEntries)),
  SHARES_A_BUFFER(
      "S50_threadsOfOneStoreReadWhatTheyWroteInWhateverForm",
      Opening.port(ForgetfulPorts::sharesABuffer)),
  KNOWS_NO_END_THAT_IS_FALSE(
      "S32_aCookieThatEndsWithTheBrowserIsReadHoweverExpressSaysSo",
      Opening.records(ForgetfulStores.WithoutFalse::new)),
  COUNTS_NO_OUTAGE_OUT(
      "S39_afterAnyOutagesTheStoreAnswersAsBefore", Opening.port(ForgetfulPorts::countsNoneOut)),
  ENCRYPTS_BY_WHAT_A_KEY_HAS_BECOME(
      "S46_aKeyIsTheBytesThatItWasMadeOf", Opening.after(ForgetfulStores::overwrittenKey)),
  TELLS_OF_CALLS_THAT_END_SESSIONS(
      "S27_anObserverIsToldOfEverySessionThatBeginsAndEnds",
      Opening.after(ForgetfulStores::observersOfCalls)),
  ENDS_WHAT_IT_HAS_FOUND(
      "S27_aSessionThatGetsANewIdMeanwhileIsDestroyedUnderIt",
      Opening.store(OutsideStores::endsWhatItHasFound));

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
