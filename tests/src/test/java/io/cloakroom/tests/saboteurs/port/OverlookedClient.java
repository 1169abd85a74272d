package io.cloakroom.tests.saboteurs.port;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.saboteurs.NamedTestSabotage;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Clients with faults of a fourth round: kinds of which the kit overlooked at least one, each with
 * more of its kind. Each is named with the test that catches it.
 */
enum OverlookedClient implements PortSabotage, NamedTestSabotage {
  DELETES_LATER_WHAT_IT_COULD_NOT(
      "P28_theClientIsWholeAfterHundredsOfCallsToAServerThatIsGone",
      OverlookedFailures::deletesLaterWhatItCouldNot),
  RUNS_SCRIPTS_LATER_THAT_IT_COULD_NOT(
      "P28_theClientIsWholeAfterHundredsOfCallsToAServerThatIsGone",
      OverlookedFailures::runsScriptsLaterThatItCouldNot),
  EXPIRES_LATER_WHAT_IT_COULD_NOT(
      "P28_theClientIsWholeAfterHundredsOfCallsToAServerThatIsGone",
      OverlookedFailures::expiresLaterWhatItCouldNot),
  DELETES_AGAIN_AFTER_A_TIMEOUT(
      "P28_theClientIsWholeAfterHundredsOfTimeouts", OverlookedFailures::deletesAgainAfterATimeout),
  WRITES_LATER_WHAT_WAS_REFUSED(
      "P28_theClientIsWholeAfterHundredsOfRefusals", OverlookedFailures::writesLaterWhatWasRefused),
  LEAVES_A_THREAD_AT_EACH_TIMEOUT_OF_A_READ(
      "P28_theClientIsWholeAfterHundredsOfTimeouts",
      OverlookedResources::leavesAThreadAtEachTimeoutOfARead),
  LEAVES_A_THREAD_AT_EACH_LOST_WRITE(
      "P28_theClientIsWholeAfterHundredsOfCallsToAServerThatIsGone",
      OverlookedResources::leavesAThreadAtEachLostWrite),
  KEEPS_A_CONNECTION_FOR_EACH_THREAD(
      "P28_anInterruptBeforeACallHarmsNothingAndStays",
      OverlookedResources::keepsAConnectionForEachThread),
  KEEPS_THE_CONNECTION_OF_A_REFUSED_SCRIPT(
      "P28_theClientIsWholeAfterHundredsOfRefusals",
      OverlookedResources::keepsTheConnectionOfARefusedScript),
  WAITS_FOR_EACH_PART(
      "P24_aCallOfSeveralCommandsEndsWithinTheTimeout", OverlookedTimes::waitsForEachPart),
  WAITS_FOR_EACH_DELETION(
      "P24_aCallOfSeveralCommandsEndsWithinTheTimeout", OverlookedTimes::waitsForEachDeletion),
  LOADS_A_SCRIPT_BEFORE_ITS_FIRST_USE(
      "P24_aCallOfSeveralCommandsEndsWithinTheTimeout",
      OverlookedTimes::loadsAScriptBeforeItsFirstUse),
  WAITS_FOR_EACH_PART_OF_A_REPLY(
      "P24_aCallOfSeveralCommandsEndsWithinTheTimeout", OverlookedTimes::waitsForEachPartOfAReply),
  LENDS_CLOSED_CONNECTIONS(
      "P24_connectionsThatTheServerClosedWhileIdleFailOneCallAtMost",
      OverlookedTimes::lendsClosedConnections),
  WRITES_OVER_CLOSED_CONNECTIONS(
      "P24_connectionsThatTheServerClosedWhileIdleFailOneCallAtMost",
      OverlookedTimes::writesOverClosedConnections),
  WAKES_A_READER_TOO_LATE(
      "P21_noneOfTensOfThousandsOfCallsIsForgotten", OverlookedTimes::wakesAReaderTooLate),
  NEVER_WAKES_A_WRITER(
      "P21_noneOfTensOfThousandsOfCallsIsForgotten", OverlookedTimes::neverWakesAWriter),
  MISREADS_A_LIST_THAT_FILLS_ITS_BUFFER(
      "P27_valuesThatFillABufferComeBack", OverlookedReplies::misreadsAListThatFillsItsBuffer),
  MISREADS_AN_ANSWER_THAT_FILLS_ITS_BUFFER(
      "P27_valuesThatFillABufferComeBack", OverlookedReplies::misreadsAnAnswerThatFillsItsBuffer),
  MISREADS_A_PAGE_THAT_FILLS_ITS_BUFFER(
      "P27_valuesThatFillABufferComeBack", OverlookedReplies::misreadsAPageThatFillsItsBuffer),
  CUTS_LISTS_OF_MANY_MEGABYTES(
      "P27_valuesThatFillABufferComeBack", OverlookedReplies::cutsListsOfManyMegabytes),
  CUTS_VALUES_OF_MANY_MEGABYTES(
      "P27_valuesThatFillABufferComeBack", OverlookedReplies::cutsValuesOfManyMegabytes),
  CUTS_ANSWERS_OF_THOUSANDS(
      "P17_aScriptAnswersWithThousands", OverlookedReplies::cutsAnswersOfThousands),
  REPEATS_ANSWERS_OF_THOUSANDS(
      "P17_aScriptAnswersWithThousands", OverlookedReplies::repeatsAnswersOfThousands),
  CUTS_PAGES_OF_THOUSANDS(
      "P14_aPageOfThousandsOfKeysIsWhole", OverlookedReplies::cutsPagesOfThousands),
  FORGETS_VALUES_BEHIND_TEN_THOUSAND(
      "P13_multiGetOfThousandsOfKeysIsWhole", OverlookedReplies::forgetsValuesBehindTenThousand),
  FAILS_WHERE_A_CONFLICT_IS_GONE(
      "P29_aConflictWithWhatIsGoneMeanwhileIsAConflictOrMissing",
      OverlookedReplies::failsWhereAConflictIsGone),
  ANSWERS_NULL_WHERE_A_CONFLICT_IS_GONE(
      "P29_aConflictWithWhatIsGoneMeanwhileIsAConflictOrMissing",
      OverlookedReplies::answersNullWhereAConflictIsGone),
  ANSWERS_NOTHING_WHERE_A_SCRIPT_IS_UNKNOWN(
      "P17_everyScriptSurvivesScriptFlush",
      OverlookedCommands::answersNothingWhereAScriptIsUnknown),
  NEEDS_THE_RIGHT_TO_LOAD_SCRIPTS(
      "P18_aUserWithTheDocumentedRightsIsRefusedNothing",
      OverlookedCommands::needsTheRightToLoadScripts),
  LOOKS_BEFORE_IT_COMPARES(
      "P26_everyMethodIsOneCommandAlsoAfterFailuresOfOtherKinds",
      OverlookedCommands::looksBeforeItCompares),
  DELETES_AT_A_COMPARED_TTL_OF_ZERO(
      "P8_aTtlOfZeroOrLessIsRefusedByTheCallItself",
      OverlookedCommands::deletesAtAComparedTtlOfZero),
  KEEPS_WHAT_IT_COMPARED(
      "P28_whatWasWrittenAndReadIsNotKept", OverlookedCommands::keepsWhatItCompared),
  KEEPS_WHAT_IT_READ_TOGETHER(
      "P28_whatWasWrittenAndReadIsNotKept", OverlookedCommands::keepsWhatItReadTogether),
  TAKES_A_CLUSTER_THAT_IS_DOWN_FOR_EMPTY(
      "P18_everyMethodReportsAServerThatIsNotReadyByItsType",
      OverlookedCommands::takesAClusterThatIsDownForEmpty),
  KEEPS_WHAT_IS_READ_OFTEN(
      "P25_whatOneServerHasReadAnotherOneChanges", OverlookedArguments::keepsWhatIsReadOften),
  WRITES_LARGE_VALUES_IN_PARTS(
      "P3_aValueAndItsTtlAreOneCommand", OverlookedArguments::writesLargeValuesInParts),
  IS_DEAD_IF_BORN_IN_AN_OUTAGE(
      "P19_aPortThatIsOpenedWhileTheServerIsAwayWorksOnceItIsBack",
      OverlookedArguments::isDeadIfBornInAnOutage),
  TAKES_HALF_CHARACTERS_IN_SCRIPTS(
      "P2_aKeyThatUtf8CannotEncodeIsRefusedByTheCallItself",
      OverlookedArguments::takesHalfCharactersInScripts),
  KNOWS_NO_EMPTY_KEY("P2_theEmptyKeyIsAKey", OverlookedArguments::knowsNoEmptyKey),
  HAS_SIXTEEN_SCANS(
      "P27_anyNumberOfKeysIsReadScannedAndDeleted", OverlookedArguments::hasSixteenScans),
  DOUBLES_THE_COUNT(
      "P27_anyNumberOfKeysIsReadScannedAndDeleted", OverlookedArguments::doublesTheCount),
  COUNTS_TTLS_IN_NANOSECONDS(
      "P27_ttlsOfAnyLengthAreKeptByEveryMethod", OverlookedArguments::countsTtlsInNanoseconds),
  WRITES_THE_DIGITS_OF_THE_LOCALE(
      "P27_noLocaleMakesADifference", OverlookedArguments::writesTheDigitsOfTheLocale),
  KNOWS_NO_KEYS_ABOVE64_KIB(
      "P27_keysOfAnyTextAreToldApartByEveryMethod", OverlookedArguments::knowsNoKeysAbove64Kib),
  COMPARES_THE_SUM(
      "P27_valuesOfAnySizeAndKindComeBackByEveryMethod", OverlookedArguments::comparesTheSum),
  COMPARES_WITHOUT_CASE(
      "P27_valuesOfAnySizeAndKindComeBackByEveryMethod", OverlookedArguments::comparesWithoutCase),
  EXPANDS_WHAT_IS_COMPRESSED(
      "P27_valuesOfAnySizeAndKindComeBackByEveryMethod",
      OverlookedArguments::expandsWhatIsCompressed),
  SKIPS_THE_SAME_WRITE(
      "P25_whatOneServerHasReadAnotherOneChanges", OverlookedArguments::skipsTheSameWrite),
  COMPARES_LARGE_VALUES_ITSELF(
      "P29_comparingIsOneCommandOnceTheServerIsKnown",
      OverlookedArguments::comparesLargeValuesItself),
  KEEPS_THE_CONNECTION_OF_AN_EMPTY_ANSWER(
      "P28_nothingPilesUpWithAnswers", OverlookedArguments::keepsTheConnectionOfAnEmptyAnswer),
  GOES_BY_THE_FIRST_WORD(
      "P18_everyMethodReportsAServerThatIsNotReadyByItsType",
      OverlookedArguments::goesByTheFirstWord);

  private final String test;
  private final boolean onServer;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference, which holds no state
  private final BiFunction<RedisCommands, RespClient, RedisCommands> sabotage;

  OverlookedClient(String test, UnaryOperator<RedisCommands> sabotage) {
    this.test = test;
    this.onServer = false;
    this.sabotage = (sound, none) -> sabotage.apply(sound);
  }

  OverlookedClient(String test, BiFunction<RedisCommands, RespClient, RedisCommands> sabotage) {
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
    return onServer ? OverlookedOnServer.class : OverlookedInMemory.class;
  }

  @Override
  public RedisCommands over(RedisCommands sound, @Nullable RespClient client) {
    return sabotage.apply(sound, client);
  }
}
