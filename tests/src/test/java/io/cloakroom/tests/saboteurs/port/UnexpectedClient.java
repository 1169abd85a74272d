package io.cloakroom.tests.saboteurs.port;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.saboteurs.NamedTestSabotage;
import java.text.Normalizer;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Clients that are sound but for one thing, invented as an outsider would: by what goes wrong in
 * clients, and not by the clauses that there are. Each is named with the test that catches it.
 */
enum UnexpectedClient implements PortSabotage, NamedTestSabotage {
  COUNTS_LONG_TTLS_IN_SECONDS(
      "P27_ttlsOfAnyLengthAreKeptByEveryMethod", UnexpectedTtls::countsLongTtlsInSeconds),
  OVERWRITES_BY_LARGE_VALUES_IF_ABSENT(
      "P27_valuesOfAnySizeAndKindComeBackByEveryMethod",
      UnexpectedValues::overwritesByLargeValuesIfAbsent),
  LOSES_A_KEY_AT_EACH_BATCH_BORDER(
      "P27_anyNumberOfKeysIsReadScannedAndDeleted", UnexpectedValues::losesAKeyAtEachBatchBorder),
  KEEPS_A_KEY_AT_EACH_BATCH_BORDER(
      "P27_anyNumberOfKeysIsReadScannedAndDeleted", UnexpectedValues::keepsAKeyAtEachBatchBorder),
  CONTINUES_WHATEVER_SCAN_HAS_THE_PREFIX(
      "P27_anyNumberOfKeysIsReadScannedAndDeleted", UnexpectedValues::continuesByPrefix),
  CACHES_WHAT_IT_READ_TOGETHER(
      "P25_whatOneServerHasReadAnotherOneChanges", UnexpectedValues::cachesWhatItReadTogether),
  CACHES_WHAT_A_SCRIPT_READ(
      "P25_whatOneServerHasReadAnotherOneChanges", UnexpectedValues::cachesWhatAScriptRead),
  SKIPS_A_COMPARED_WRITE_OF_THE_SAME(
      "P27_ttlsOfAnyLengthAreKeptByEveryMethod", UnexpectedValues::skipsAComparedWriteOfTheSame),
  COMPARES_HASH_CODES(
      "P27_valuesOfAnySizeAndKindComeBackByEveryMethod", UnexpectedValues::comparesHashCodes),
  COMPARES_THE_FIRST_KIB(
      "P27_valuesOfAnySizeAndKindComeBackByEveryMethod", UnexpectedValues::comparesTheFirstKib),
  TAKES_KEYS_OF_ONE_HASH_FOR_ONE(
      "P27_keysOfAnyTextAreToldApartByEveryMethod", UnexpectedValues::takesKeysOfOneHashForOne),
  FOLDS_COMPATIBLE_LETTERS(
      "P27_keysOfAnyTextAreToldApartByEveryMethod",
      port -> new AlteredPort(port).keys(key -> Normalizer.normalize(key, Normalizer.Form.NFKC))),
  ACCEPTS_NEGATIVE_COUNTS("P15_aPageLooksAtOneKeyAtLeast", UnexpectedValues::acceptsNegativeCounts),
  PROLONGS_ONLY_WHEN_IT_READS(
      "P27_ttlsOfAnyLengthAreKeptByEveryMethod", UnexpectedTtls::prolongsOnlyWhenItReads),
  GIVES_ONE_ARRAY_TWICE(
      "P27_valuesOfAnySizeAndKindComeBackByEveryMethod", UnexpectedValues::givesOneArrayTwice),
  TAKES_DIGITS_FOR_A_NUMBER(
      "P27_valuesOfAnySizeAndKindComeBackByEveryMethod", UnexpectedValues::takesDigitsForANumber),
  STRIPS_QUOTATION_MARKS(
      "P27_valuesOfAnySizeAndKindComeBackByEveryMethod", UnexpectedValues::stripsQuotationMarks),
  SKIPS_A_BYTE_ORDER_MARK(
      "P27_valuesOfAnySizeAndKindComeBackByEveryMethod", UnexpectedValues::skipsAByteOrderMark),
  DELETES_BY_PATTERN(
      "P27_keysOfAnyTextAreToldApartByEveryMethod", UnexpectedValues::deletesByPattern),
  RENEWS_THE_TTL_WHEN_IT_READS(
      "P27_ttlsOfAnyLengthAreKeptByEveryMethod", UnexpectedTtls::renewsTheTtlWhenItReads),
  SWAPS_THE_KEYS_OF_A_SCRIPT(
      "P27_ttlsOfAnyLengthAreKeptByEveryMethod", UnexpectedValues::swapsTheKeysOfAScript),
  COUNTS_DELETED_IN_A_BYTE(
      "P27_anyNumberOfKeysIsReadScannedAndDeleted",
      port -> new AlteredPort(port).deleted(n -> (long) n.byteValue())),
  DROPS_THE_TTL_OF_LARGE_VALUES(
      "P27_valuesOfAnySizeAndKindComeBackByEveryMethod", UnexpectedTtls::dropsTheTtlOfLargeValues),
  KEEPS_A_LONGER_TTL_IF_PRESENT(
      "P27_ttlsOfAnyLengthAreKeptByEveryMethod", UnexpectedTtls::keepsALongerTtlIfPresent),
  FINDS_EXPIRED_KEYS_IN_A_CACHE(
      "P27_ttlsOfAnyLengthAreKeptByEveryMethod", UnexpectedTtls::findsExpiredKeysInACache),
  CUTS_THE_TTL_OF_SCRIPTS(
      "P27_ttlsOfAnyLengthAreKeptByEveryMethod", UnexpectedTtls::cutsTheTtlOfScripts),
  DROPS_IF_ABSENT_OF_EMPTY_VALUES(
      "P27_valuesOfAnySizeAndKindComeBackByEveryMethod",
      UnexpectedValues::overwritesByEmptyValuesIfAbsent),
  LIMITS_TTLS_TO_A_YEAR(
      "P27_ttlsOfAnyLengthAreKeptByEveryMethod",
      port -> new AlteredPort(port).expiry(ttl -> ttl.toDays() > 365 ? Duration.ofDays(365) : ttl)),

  FORGETS_THE_PREFIX_OF_A_SECOND_KEY(
      "P23_aPrefixInTheClientIsTransparent", UnexpectedFailures::forgetsThePrefixOfASecondKey),
  FORGETS_THE_PREFIX_OF_FURTHER_READS(
      "P23_aPrefixInTheClientIsTransparent", UnexpectedFailures::forgetsThePrefixOfFurtherReads),
  HANDS_ON_A_LATE_SCRIPT_ANSWER(
      "P28_theClientIsWholeAfterHundredsOfTimeouts", UnexpectedFailures::handsOnALateScriptAnswer),
  LOSES_THE_INTERRUPT_OF_A_TIMEOUT(
      "P28_anInterruptDuringACallHarmsNothingAndStays",
      UnexpectedFailures::losesTheInterruptOfATimeout),
  TAKES_MISCONF_FOR_WRITTEN(
      "P18_everyMethodReportsARefusalByTypeAndCause", UnexpectedFailures::takesMisconfForWritten),
  TAKES_NOPERM_FOR_MISSING(
      "P18_everyMethodReportsARefusalByTypeAndCause", UnexpectedFailures::takesNopermForMissing),
  SENDS_A_SLOW_WRITE_AGAIN(
      "P18_P19_everyMethodWaitsForASlowReplyIsSentOnceAndReportsSilence",
      UnexpectedFailures::sendsASlowWriteAgain),
  GIVES_UP_A_WRITE_AT_HALF_THE_TIMEOUT(
      "P18_P19_everyMethodWaitsForASlowReplyIsSentOnceAndReportsSilence",
      UnexpectedFailures::givesUpAWriteAtHalfTheTimeout),
  ANSWERS_SCANS_BY_ONE_THREAD(
      "P30_whatFollowsAnyAnswerMayWaitForAnother", UnexpectedFailures::answersScansByOneThread),
  LOSES_A_CONNECTION_AT_EACH_TIMEOUT(
      "P28_theClientIsWholeAfterHundredsOfTimeouts",
      UnexpectedFailures::losesAConnectionAtEachTimeout),
  LOSES_A_CONNECTION_AT_EACH_BAD_ARGUMENT(
      "P28_theClientIsWholeAfterHundredsOfBadArguments",
      UnexpectedFailures::losesAConnectionAtEachBadArgument),
  LOSES_A_CONNECTION_AT_EACH_REFUSED_ONE(
      "P28_theClientIsWholeAfterHundredsOfCallsToAServerThatIsGone",
      UnexpectedFailures::losesAConnectionWhenAway),
  SHARES_A_READ_THAT_IS_UNDER_WAY(
      "P28_aCallThatIsCancelledTakesNoOtherWithIt", UnexpectedFailures::sharesAReadThatIsUnderWay),
  KNOWS_NO_WAY_BACK_FOR_OTHER_SCRIPTS(
      "P17_everyScriptSurvivesScriptFlush", UnexpectedFailures::knowsNoWayBackForOtherScripts),
  MIXES_UP_SCRIPTS_UNDER_LOAD(
      "P21_sequencesOfManyThreadsAnswerAsIfEachRanAlone",
      UnexpectedFailures::mixesUpScriptsUnderLoad),
  REPEATS_A_SCRIPT_THAT_WAS_CUT(
      "P21_aCompareAndDeleteWhoseReplyIsCutIsNeverReportedAsMissing",
      UnexpectedFailures::repeatsAScriptThatWasCut),
  TURNS_CALLS_AWAY("P21_aThousandCallsAtATimeAreAllAnswered", UnexpectedFailures::turnsCallsAway),
  TAKES_AN_OUTAGE_FOR_NO_PAGE(
      "P15_aPageThatFailsIsNotTheEnd", UnexpectedFailures::takesAnOutageForNoPage),

  READS_ARGUMENTS_LATER(
      "P27_valuesOfAnySizeAndKindComeBackByEveryMethod", MistakenAnswers::readsArgumentsLater),
  READS_THE_FIRST_ARGUMENTS_LATER(
      "P29_whatTheCallerOverwritesAfterTheFirstCallIsNotSent",
      MistakenAnswers::readsTheFirstArgumentsLater),
  READS_INTO_ONE_BUFFER(
      "P25_anySequenceOverTwoPortsAnswersAsRedisDoes", MistakenAnswers::readsIntoOneBuffer),
  ANSWERS_LARGE_BATCHES_BY_SLOT(
      "P27_anyNumberOfKeysIsReadScannedAndDeleted", MistakenAnswers::answersLargeBatchesBySlot),
  COUNTS_REPEATED_KEYS(
      "P25_anySequenceOverTwoPortsAnswersAsRedisDoes", MistakenAnswers::countsRepeatedKeys),
  EXPIRES_ONLY_LONGER(
      "P8_expireAndGetAndExpireKeepTheMilliseconds", MistakenAnswers::expiresOnlyLonger),
  EXPIRES_ONLY_WHAT_HAS_A_TTL(
      "P9_expireIsTrueWhereTheKeyExistsAndMovesItsTtl", MistakenAnswers::expiresOnlyWhatHasATtl),
  TELLS_SECONDS_LEFT(
      "P11_theRemainingTimeIsExactToTheMillisecond", MistakenAnswers::tellsSecondsLeft),
  TELLS_UNLIMITED_AS_MISSING(
      "P11_theRemainingTimeTellsMissingAndUnlimitedApart",
      MistakenAnswers::tellsUnlimitedAsMissing),
  KEEPS_THE_TTL_WITHOUT_ONE(
      "P27_keysOfAnyTextAreToldApartByEveryMethod", MistakenAnswers::keepsTheTtlWithoutOne),
  CREATES_WHAT_IT_PROLONGS(
      "P10_getAndExpireOfAMissingKeyIsEmptyAndCreatesNothing",
      MistakenAnswers::createsWhatItProlongs),
  SCANS_FOR_MORE_THAN_THE_PREFIX(
      "P25_whatOneServerHasReadAnotherOneChanges", MistakenAnswers::scansForMoreThanThePrefix),
  SCANS_ONE_LINE("P27_keysOfAnyTextAreToldApartByEveryMethod", MistakenAnswers::scansOneLine),
  DROPS_EMPTY_ANSWERS_OF_SCRIPTS(
      "P2_theEmptyValueComesBack", MistakenAnswers::dropsEmptyAnswersOfScripts),
  SENDS_ARGUMENTS_AS_TEXT("P2_everyByteComesBack", MistakenAnswers::sendsArgumentsAsText),
  READS_ANSWERS_OF_SCRIPTS_AS_TEXT(
      "P29_everyByteIsComparedAndAConflictBringsWhatIsThere",
      MistakenAnswers::readsAnswersOfScriptsAsText),
  COMPARES_IN_THE_CLIENT(
      "P21_callsOnOneKeyAreCarriedOutOneAtATime", MistakenAnswers::comparesInTheClient),
  REMOVES_IN_THE_CLIENT(
      "P21_callsOnOneKeyAreCarriedOutOneAtATime", MistakenAnswers::removesInTheClient),
  LOOKS_WHETHER_ABSENT_FIRST(
      "P21_callsOnOneKeyAreCarriedOutOneAtATime", MistakenAnswers::looksWhetherAbsentFirst),
  LOOKS_WHETHER_PRESENT_FIRST(
      "P21_callsOnOneKeyAreCarriedOutOneAtATime", MistakenAnswers::looksWhetherPresentFirst),
  KEEPS_THE_TTL_OF_A_COMPARED_WRITE(
      "P29_theTtlIsTheWritesOwnAndAConflictLeavesIt", MistakenAnswers::keepsTheTtlOfAComparedWrite),
  TAKES_EMPTY_FOR_MISSING(
      "P29_everyByteIsComparedAndAConflictBringsWhatIsThere",
      MistakenAnswers::takesEmptyForMissing),
  CREATES_WHERE_NOTHING_IS_EXPECTED(
      "P29_aMissingKeyIsNotCreated", MistakenAnswers::createsWhereNothingIsExpected),
  FINDS_THE_OLD_VALUE_IN_A_CONFLICT(
      "P29_everyByteIsComparedAndAConflictBringsWhatIsThere",
      MistakenAnswers::findsTheOldValueInAConflict),
  REMOVES_IN_BACKGROUND("P12_deleteCountsTheKeysThatExisted", MistakenAnswers::removesInBackground),
  WRITES_IN_BACKGROUND("P2_everyByteComesBack", MistakenAnswers::writesInBackground),
  PROLONGS_IN_BACKGROUND(
      "P9_expireIsTrueWhereTheKeyExistsAndMovesItsTtl", MistakenAnswers::prolongsInBackground),
  ENCODES_KEYS_IN_ONE_BUFFER(
      "P21_aHundredThreadsGetTheirOwnReplies", MistakenAnswers::encodesKeysInOneBuffer),
  ANSWERS_IN_ONE_LIST(
      "P27_anyNumberOfKeysIsReadScannedAndDeleted", MistakenAnswers::answersInOneList),
  SCANS_BY_THREAD("P27_keysOfAnyTextAreToldApartByEveryMethod", MistakenAnswers::scansByThread),
  COUNTS_THE_LAST_BATCH_ONLY(
      "P12_deleteCountsTheKeysThatExisted", MistakenAnswers::countsTheLastBatchOnly),
  MISNAMES_KEYS_ON_THE_SERVER("P2_keysAreUtf8", MistakenAnswers::misnamesKeysOnTheServer),
  READS_BEHIND("P25_whatOneServerHasReadAnotherOneChanges", MistakenAnswers::readsBehind),
  KEEPS_CALLERS_KEYS(
      "P27_anyNumberOfKeysIsReadScannedAndDeleted", MistakenAnswers::keepsCallersKeys),
  PUTS_DEFAULT_TTLS("P27_keysOfAnyTextAreToldApartByEveryMethod", MistakenAnswers::putsDefaultTtls),
  LOSES_THE_DATABASE_OF_SCRIPTS(
      "P25_anotherDatabaseIsOneForAllCommandsAndSeparate",
      MistakenFailures::losesTheDatabaseOfScripts),
  LOSES_THE_DATABASE_IN_AN_OUTAGE(
      "P25_anotherDatabaseIsOneForAllCommandsAndSeparate",
      MistakenFailures::losesTheDatabaseInAnOutage),
  STRIPS_THE_PREFIX_TWICE(
      "P23_aPrefixInTheClientIsTransparent", MistakenFailures::stripsThePrefixTwice),
  NAMES_KEYS_WITHOUT_THE_PREFIX(
      "P23_aPrefixInTheClientIsTransparent", MistakenFailures::namesKeysWithoutThePrefix),
  ASKS_TTLS_WITHOUT_THE_PREFIX(
      "P23_aPrefixInTheClientIsTransparent", MistakenFailures::asksTtlsWithoutThePrefix),
  CUTS_PAGES_TO_THE_COUNT(
      "P27_keysOfAnyTextAreToldApartByEveryMethod", MistakenFailures::cutsPagesToTheCount),
  ENDS_AFTER_EMPTY_PAGES(
      "P14_aScanFindsItsKeysAmongThousandsOfOthers", MistakenFailures::endsAfterEmptyPages),
  READS_CURSORS_AS_INT(
      "P15_anyCursorIsSentBackToTheServerUnchanged", MistakenFailures::readsCursorsAsInt),
  READS_CURSORS_AS_LONG(
      "P15_anyCursorIsSentBackToTheServerUnchanged", MistakenFailures::readsCursorsAsLong),
  TAKES_AN_OUTAGE_FOR_NO_TTL(
      "P18_everyMethodReportsAServerThatIsNotReadyByItsType",
      MistakenFailures::takesAnOutageForNoTtl),
  TAKES_A_TIMEOUT_FOR_NOTHING_DELETED(
      "P18_P19_everyMethodWaitsForASlowReplyIsSentOnceAndReportsSilence",
      MistakenFailures::takesATimeoutForNothingDeleted),
  READS_NOTHING_OF_MANY_IN_AN_OUTAGE(
      "P18_everyMethodReportsAServerThatIsNotReadyByItsType",
      MistakenFailures::readsNothingOfManyInAnOutage),
  TAKES_OOM_FOR_A_CONDITION(
      "P18_everyMethodReportsARefusalByTypeAndCause", MistakenFailures::takesOomForACondition),
  CALLS_A_SCRIPTS_TIMEOUT_UNREACHABLE(
      "P18_P19_everyMethodWaitsForASlowReplyIsSentOnceAndReportsSilence",
      MistakenFailures::callsAScriptsTimeoutUnreachable),
  CALLS_A_REFUSED_CONNECTION_A_TIMEOUT(
      "P18_aServerThatIsGoneIsUnreachable", MistakenFailures::callsARefusedConnectionATimeout),
  HIDES_THE_CAUSE_OF_SCRIPTS(
      "P18_everyMethodReportsAServerThatIsNotReadyByItsType",
      MistakenFailures::hidesTheCauseOfScripts),
  THROWS_WHERE_IT_DELETES(
      "P18_everyMethodReportsARefusalByTypeAndCause", MistakenFailures::throwsWhereItDeletes),
  WRAPS_FAILURES_OF_READS(
      "P18_everyMethodReportsARefusalByTypeAndCause", MistakenFailures::wrapsFailuresOfReads),
  SHOWS_VALUES_IN_MESSAGES(
      "P18_P19_everyMethodWaitsForASlowReplyIsSentOnceAndReportsSilence",
      MistakenFailures::showsValuesInMessages),
  REPEATS_IF_ABSENT_THAT_WAS_CUT(
      "P21_aWriteWhoseReplyIsCutIsNeverReportedAsSecond",
      MistakenFailures::repeatsIfAbsentThatWasCut),
  REPEATS_A_DELETION_THAT_WAS_CUT(
      "P21_aWriteWhoseReplyIsCutIsNeverReportedAsSecond",
      MistakenFailures::repeatsADeletionThatWasCut),
  LOSES_A_CONNECTION_AT_EACH_REFUSED_SCRIPT(
      "P28_theClientIsWholeAfterHundredsOfRefusals",
      MistakenFailures::losesAConnectionAtEachRefusedScript),
  STAYS_AWAY_FOR_FIFTY_CALLS(
      "P22_aServerThatCannotTakeTheCommandNowIsUnreachable",
      MistakenFailures::staysAwayForFiftyCalls),
  EXPIRES_READS_BY_SECONDS(
      "P8_expireAndGetAndExpireKeepTheMilliseconds", MistakenFailures::expiresReadsBySeconds),
  ASKS_BEFORE_IT_READS(
      "P26_everyMethodIsOneCommandAlsoAfterFailuresOfOtherKinds",
      MistakenFailures::asksBeforeItReads),
  ALWAYS_SENDS_THE_SOURCE(
      "P26_everyMethodIsOneCommandAlsoAfterFailuresOfOtherKinds",
      MistakenFailures::alwaysSendsTheSource),
  CLEARS_THE_INTERRUPT_OF_AN_ANSWER(
      "P28_anInterruptBeforeACallHarmsNothingAndStays",
      MistakenFailures::clearsTheInterruptOfAnAnswer),
  ANSWERS_DELETIONS_BY_ONE_THREAD(
      "P30_whatFollowsAnyAnswerMayWaitForAnother", MistakenFailures::answersDeletionsByOneThread),
  READS_LISTS_AS_MISSING("P18_aKeyOfAnotherTypeIsRefused", MistakenFailures::readsListsAsMissing),
  GIVES_UP_GETEX_AT_ANY_FAILURE(
      "P26_everyMethodIsOneCommandAlsoAfterFailuresOfOtherKinds",
      MistakenFailures::givesUpGetexAtAnyFailure);

  private final String test;
  private final boolean onServer;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference, which holds no state
  private final BiFunction<RedisCommands, RespClient, RedisCommands> sabotage;

  UnexpectedClient(String test, UnaryOperator<RedisCommands> sabotage) {
    this.test = test;
    this.onServer = false;
    this.sabotage = (sound, none) -> sabotage.apply(sound);
  }

  UnexpectedClient(String test, BiFunction<RedisCommands, RespClient, RedisCommands> sabotage) {
    this.test = test;
    this.onServer = true;
    this.sabotage = sabotage;
  }

  @Override
  public String test() {
    return test;
  }

  @Override
  public Class<?> kit() {
    return onServer ? UnexpectedOnServer.class : UnexpectedInMemory.class;
  }

  @Override
  public RedisCommands over(RedisCommands sound, @Nullable RespClient client) {
    return sabotage.apply(sound, client);
  }
}
