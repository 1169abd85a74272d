package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.session.OnConflict;
import io.cloakroom.tests.saboteurs.NamedTestSabotage;
import java.time.Duration;

/**
 * Stores with faults of a third round: what users of express-session, connect-redis, spring-session
 * and others have reported, written down before the clauses were looked at again. Each is named
 * with the test that catches it.
 */
enum FieldStore implements StoreSabotage, NamedTestSabotage {
  DROPS_NULLS(
      "S2_whatWasSetComesBackEqualAndOfTheSameClass", Opening.store(FieldStores::dropsNulls)),
  NORMALIZES_NAMES(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays", Opening.store(FieldStores::normalizesNames)),
  KEEPS_A_BYTE_OF_ATTRIBUTES(
      "S2_anyNumberOfAttributesAndTextsOfAnyLengthComeBack",
      Opening.store(FieldStores::keepsAByteOfAttributes)),
  CUTS_LONG_TEXTS(
      "S2_anyNumberOfAttributesAndTextsOfAnyLengthComeBack",
      Opening.store(FieldStores::cutsLongTexts)),
  SAYS_THAT_THE_THIRD_TRY_HAS_WRITTEN(
      "S11_S24_whenOthersAreFasterEachTimeNothingIsWrittenAndTheOldIdStays",
      Opening.port(FieldStores::saysThatTheThirdTryHasWritten)),
  BRINGS_BACK_BY_THE_SAME_SERVER(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(FieldStores::bringsBackByTheSameServer)),
  SAVES_NO_MAX_AGE_ALONE(
      "S7_anExpiryNowOrInThePastRemovesTheSession", Opening.store(FieldStores::savesNoMaxAgeAlone)),
  ENDS_USERS_THAT_BEGIN_ALIKE(
      "S27_usersWithLikeNamesAreOthers", Opening.store(FieldStores::endsUsersThatBeginAlike)),
  FOLDS_USERS("S27_usersWithLikeNamesAreOthers", Opening.store(FieldStores::foldsUsers)),
  TOUCHES_BY_THE_USUAL_TTL("S17_touchMovesTheTtl", Opening.port(FieldStores::touchesByTheUsualTtl)),
  SHARES_LOADED_SESSIONS(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(FieldStores::sharesLoadedSessions)),
  RESAVES_ONLY_CHANGES(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(FieldStores::resavesOnlyChanges)),
  RETIRES_WITHOUT_A_NOTE(
      "S24_forAWhileTheStoreKnowsThatASessionWasRetired",
      Opening.store(FieldStores::retiresWithoutANote)),
  TAKES_ENDED_FOR_REPLACED(
      "S24_aDestroyedSessionIsNotKnownAsReplaced",
      Opening.store(FieldStores::takesEndedForReplaced)),
  SETS_ONLY_WHAT_IS_THERE(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(FieldStores::setsOnlyWhatIsThere)),
  CREATES_OVER_OTHERS(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(FieldStores::createsOverOthers)),
  LOOKS_UP_WITHOUT_A_TOUCH(
      "S19_pastTheWindowTheTtlIsResetInOneCommand",
      Opening.store(FieldStores::looksUpWithoutATouch)),
  EXPIRES_ON_WHOLE_MINUTES(
      "S19_aFixedEndStaysWhereItIs", Opening.port(FieldStores::expiresOnWholeMinutes)),
  IGNORES_MAX_LIFETIME(
      "S50_anySequenceUnderAnyOptionsLeavesTheTtlThatTheyPromise",
      Opening.after(store -> store.maxLifetime(Duration.ofDays(3650)))),
  IGNORES_DISABLE_TOUCH(
      "S50_anySequenceUnderAnyOptionsLeavesTheTtlThatTheyPromise",
      Opening.after(store -> store.disableTouch(false))),
  IGNORES_TOUCH_AFTER(
      "S50_anySequenceUnderAnyOptionsLeavesTheTtlThatTheyPromise",
      Opening.after(store -> store.touchAfter(Duration.ZERO))),
  IGNORES_OVERWRITE(
      "S50_anySequenceUnderAnyOptionsLeavesTheTtlThatTheyPromise",
      Opening.after(store -> store.onConflict(OnConflict.MERGE))),
  JOINS_SAVES(
      "S38_aSaveThatIsAskedForDuringAnotherSavesWhatChangedMeanwhile",
      Opening.store(OutsideStores::joinsSaves)),
  JOINS_LOOK_UPS(
      "S38_requestsThatLoadASessionAtOnceHaveASessionEach",
      Opening.store(OutsideStores::joinsLookUps)),
  TAKES_A_FAILED_SAVE_FOR_DONE(
      "S39_whatCouldNotBeSavedIsSavedByTheNextTry",
      Opening.store(OutsideStores::takesAFailedSaveForDone)),
  REPORTS_NEW_IDS_WITHOUT_THEIR_USER(
      "S52_aSessionThatExpiresUnderANewIdIsReported",
      Opening.store(OutsideStores::reportsNewIdsWithoutTheirUser)),
  SENDS_SCRIPTS_AGAIN(
      "S39_aCommandWhoseAnswerIsLostIsCarriedOutOnce",
      Opening.port(RepeatedCommands::sendsScriptsAgain)),
  SENDS_WRITES_AGAIN(
      "S39_aCommandWhoseAnswerIsLostIsCarriedOutOnce",
      Opening.port(RepeatedCommands::sendsWritesAgain)),
  DELETES_AGAIN(
      "S39_aCommandWhoseAnswerIsLostIsCarriedOutOnce",
      Opening.port(RepeatedCommands::deletesAgain)),
  DELETES_AGAIN_WHAT_WAS_CUT_OFF(
      "S39_aCommandWhoseAnswerIsLostIsCarriedOutOnce",
      Opening.port(RepeatedCommands::deletesAgainWhatWasCutOff)),
  TAKES_ITS_OWN_FOR_ANOTHERS(
      "S39_whoTriesAgainAfterALostAnswerHasItDoneOnce",
      Opening.store(OutsideStores::takesItsOwnForAnothers)),
  MISSES_WHAT_IT_HAS_MOVED(
      "S39_whoTriesAgainAfterALostAnswerHasItDoneOnce",
      Opening.store(OutsideStores::missesWhatItHasMoved)),
  STOPS_AFTER_A_FAILED_BATCH(
      "S39_aWalkGoesOnAfterABatchThatFailed", Opening.store(OutsideStores::stopsAfterAFailedBatch)),
  FORGETS_WHO_IS_ENTERING(
      "S27_aSessionThatIsSavedWhileAllEndIsFoundOrGone",
      Opening.port(OutsideStores::forgetsWhoIsEntering)),
  TAKES_REFUSALS_FOR_AN_OUTAGE(
      "S43_howeverManySessionsFailTheOthersDoNot",
      Opening.port(RepeatedCommands::takesRefusalsForAnOutage)),
  TAKES_MISTAKES_FOR_AN_OUTAGE(
      "S43_howeverManySessionsFailTheOthersDoNot",
      Opening.store(RepeatedCommands::takesMistakesForAnOutage)),
  JOINS_READS(
      "S38_requestsThatLoadASessionAtOnceHaveASessionEach",
      Opening.store(CarelessReads::joinsReads)),
  JOINS_SEARCHES(
      "S38_requestsThatLoadASessionAtOnceHaveASessionEach",
      Opening.store(CarelessReads::joinsSearches)),
  ENDS_WHAT_NEVER_ENDS(
      "S50_anySequenceUnderAnyOptionsLeavesTheTtlThatTheyPromise",
      Opening.port(CarelessReads::endsWhatNeverEnds)),
  KEEPS_NO_ENTRY_OF_WHOM_IT_ASKS(
      "S27_usingASessionKeepsItInTheIndex", CarelessReads::keepsNoEntryOfWhomItAsks),
  ASKS_WITHOUT_A_TOUCH(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(CarelessReads::asksWithoutATouch)),
  SPOILS_A_LIST_BY_ONE_ELEMENT(
      "S32_whatAnotherProgramEditsInAContainerLeavesTheTypesOfTheOthers",
      Opening.records(BrokenElements.SpoiltByOne::new)),
  KEEPS_ENUM_SETS_BY_NUMBER(
      "S37_theNewReleaseCarriesWhatTheOldOneWrote",
      Opening.after(BrokenElements.enumSetsByNumber())),
  TAKES_SHELLS_FOR_IMMUTABLE(
      "S35_aChangeInPlaceOfAnyKindOfValueIsFound", Opening.after(KeptForms::takesShells)),
  MOVES_UNDER_THE_OLD_KEY(
      "S46_anySequenceOfVerbsShowsNothingThatIsToBeEncrypted", KeptForms::movesUnderTheOldKey),
  ENTERS_FOR_ONE_TTL(
      "S50_anySequenceUnderAnyOptionsLeavesTheTtlThatTheyPromise",
      Opening.port(ForgottenSides::entersForOneTtl)),
  FAILS_OVER_UNREADABLE_WITHOUT_TOUCH(
      "S33_everyLookUpTellsWhatCannotBeReadFromWhatIsNotThere",
      Opening.after(ForgottenSides::failsOverUnreadableWithoutTouch)),
  RESPELLS("S36_whatIsSpeltOtherwiseIsNoChange", ForgottenSides::respells),
  QUOTES_SERIALIZERS(
      "S47_noFailureTellsWhatASerializerHasQuoted",
      Opening.after(ForgottenSides::quotesSerializers));

  private final String test;

  @SuppressWarnings("ImmutableEnumChecker") // a lambda, which holds no state
  private final Opening opening;

  FieldStore(String test, Opening opening) {
    this.test = test;
    this.opening = opening;
  }

  @Override
  public String test() {
    return test;
  }

  @Override
  public Class<?> kit() {
    return SabotagedFieldStore.class;
  }

  @Override
  public Opening opening() {
    return opening;
  }
}
