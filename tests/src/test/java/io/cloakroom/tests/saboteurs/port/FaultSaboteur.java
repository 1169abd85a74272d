package io.cloakroom.tests.saboteurs.port;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.saboteurs.NamedTestSabotage;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Ports that are sound as long as their server and the way to it are, each with the test that must
 * catch it: of clauses about faults every test has a saboteur of its own, because what such a test
 * needs in order to fail is easily lost.
 */
enum FaultSaboteur implements PortSabotage, NamedTestSabotage {
  HIDES_THE_CAUSE("P18_everyMethodReportsARefusalByTypeAndCause", BrokenUnderLoad::hidesTheCause),
  TAKES_A_LOADING_SCAN_FOR_A_REFUSAL(
      "P18_everyMethodReportsAServerThatIsNotReadyByItsType",
      BrokenUnderLoad::takesALoadingScanForARefusal),
  TAKES_A_SILENT_MULTI_GET_FOR_UNREACHABLE(
      "P18_P19_everyMethodWaitsForASlowReplyIsSentOnceAndReportsSilence",
      BrokenUnderLoad::takesASilentMultiGetForUnreachable),
  MIXES_UP_READS_UNDER_LOAD(
      "P21_sequencesOfManyThreadsAnswerAsIfEachRanAlone", BrokenUnderLoad::mixesUpReadsUnderLoad),
  LOSES_A_CONNECTION_AT_EACH_REFUSAL(
      "P28_theClientIsWholeAfterHundredsOfRefusals",
      BrokenUnderLoad::losesAConnectionAtEachRefusal),
  LOSES_A_CONNECTION_AT_EACH_CUT(
      "P28_theClientIsWholeAfterConnectionsWereCutUnderEveryMethod",
      BrokenUnderLoad::losesAConnectionAtEachCut),
  LOSES_A_CONNECTION_AT_EACH_CANCELLATION(
      "P28_callsThatAreCancelledWhileTheyWaitHarmNoOther",
      BrokenUnderLoad::losesAConnectionAtEachCancellation),
  SWALLOWS_AN_INTERRUPT_BEFORE_A_CALL(
      "P28_anInterruptBeforeACallHarmsNothingAndStays", BrokenUnderLoad::swallowsInterrupts),
  SWALLOWS_AN_INTERRUPT_DURING_A_CALL(
      "P28_anInterruptDuringACallHarmsNothingAndStays", BrokenUnderLoad::swallowsInterrupts),
  TAKES_THE_WRONG_TYPE_FOR_MISSING(
      "P18_aKeyOfAnotherTypeIsRefused", BrokenReads::takesTheWrongTypeForMissing),
  TAKES_REFUSED_FOR_UNREACHABLE(
      "P18_aKeyOfAnotherTypeIsRefused", BrokenFailures::takesRefusedForUnreachable),
  TAKES_A_REFUSED_SCRIPT_FOR_MISSING(
      "P18_aScriptOnAKeyOfAnotherTypeIsRefused", BrokenRefusals::takesARefusedScriptForMissing),
  KEEPS_THE_CONNECTION_OF_A_REFUSAL(
      "P18_thePoolIsWholeAfterKeysOfAnotherType", BrokenFailures::keepsTheConnectionOfARefusal),
  TAKES_FULL_FOR_WRITTEN("P18_aServerThatIsFullRefuses", BrokenRefusals::takesFullForWritten),
  TAKES_FORBIDDEN_FOR_MISSING(
      "P18_aServerThatForbidsTheCommandRefuses", BrokenRefusals::takesForbiddenForMissing),
  NEEDS_MORE_RIGHTS(
      "P18_aUserWithTheDocumentedRightsIsRefusedNothing", BrokenRefusals::needsMoreRights),
  TAKES_LOGGED_OUT_FOR_UNREACHABLE(
      "P18_aPasswordThatIsNoLongerRightIsRefused", BrokenRefusals::takesLoggedOutForUnreachable),
  TAKES_A_TIMEOUT_FOR_UNREACHABLE(
      "P18_P19_everyMethodWaitsForASlowReplyIsSentOnceAndReportsSilence",
      BrokenFailures::takesATimeoutForUnreachable),
  TAKES_UNREACHABLE_FOR_A_TIMEOUT(
      "P18_aServerThatIsGoneIsUnreachable", BrokenFailures::takesUnreachableForATimeout),
  LETS_THE_CLIENTS_EXCEPTIONS_THROUGH(
      "P18_aServerThatIsGoneIsUnreachable", BrokenFailures::letsTheClientsExceptionsThrough),
  TAKES_A_CUT_REPLY_FOR_THE_WHOLE(
      "P18_aReplyThatIsCutInTheMiddleIsNoAnswer", BrokenConnections::takesACutReplyForTheWhole),
  TRIES_ON_AND_ON(
      "P18_aConnectionThatIsResetAgainAndAgainFailsInTime", BrokenOutages::triesOnAndOn),
  TAKES_UNREACHABLE_FOR_MISSING(
      "P19_commandsFailInTimeWhileTheServerIsAwayAndWorkOnceItIsBack",
      BrokenFailures::takesUnreachableForMissing),
  FAILS_LATE(
      "P19_commandsFailInTimeWhileTheServerIsAwayAndWorkOnceItIsBack", BrokenFailures::failsLate),
  NEVER_RECOVERS(
      "P19_commandsFailInTimeWhileTheServerIsAwayAndWorkOnceItIsBack",
      BrokenFailures::neverRecovers),
  WAITS_IN_LINE("P19_noneOfManyCommandsHangsWhileTheServerDoes", BrokenOutages::waitsInLine),
  NEVER_CONNECTS_AGAIN(
      "P19_aServerThatIsKilledAndStartedAgainIsFoundAgain", BrokenConnections::neverConnectsAgain),
  GETS_OVER_ONE_OUTAGE(
      "P19_aServerThatIsKilledAndStartedAgainIsFoundAgain", BrokenOutages::getsOverOneOutage),
  TAKES_SILENCE_FOR_WRITTEN(
      "P18_P19_everyMethodWaitsForASlowReplyIsSentOnceAndReportsSilence",
      BrokenOutages::takesSilenceForWritten),
  NEVER_FORGETS_THAT_IT_WAS_FULL(
      "P19_aServerThatWasFullTakesWritesAgain", BrokenRefusals::neverForgetsThatItWasFull),
  NEVER_FORGETS_THAT_IT_WAS_LOGGED_OUT(
      "P19_aPasswordThatIsRightAgainIsAccepted", BrokenRefusals::neverForgetsThatItWasLoggedOut),
  GIVES_UP_TOO_SOON(
      "P18_P19_everyMethodWaitsForASlowReplyIsSentOnceAndReportsSilence",
      BrokenConnections::givesUpTooSoon),
  CLOSES_ITS_CLIENT_AFTER_A_FAILURE(
      "P20_aClientThatWasHandedInIsNeverClosed", BrokenClients::closesItsClientAfterAFailure),
  LEAVES_ITS_CLIENT_AFTER_MANY_FAILURES(
      "P20_aClientThatWasHandedInIsNeverClosed", BrokenClients::leavesItsClientAfterManyFailures),
  CLOSES_ITS_CLIENT_ALONG(
      "P20_aClientThatWasHandedInIsNeverClosed", BrokenClients::closesItsClientAlong),
  CROSSES_REPLIES("P21_aHundredThreadsGetTheirOwnReplies", BrokenFailures::crossesReplies),
  LEAVES_A_CANCELLED_ANSWER_BEHIND(
      "P21_aCancelledCallHarmsNoOther", BrokenFailures::leavesACancelledAnswerBehind),
  BREAKS_WHEN_INTERRUPTED(
      "P21_anInterruptedCallHarmsNoOther", BrokenFailures::breaksWhenInterrupted),
  LEAVES_A_LATE_REPLY_TO_THE_NEXT(
      "P21_aLateReplyIsNotGivenToAnotherCall", BrokenConnections::leavesALateReplyToTheNext),
  REPEATS_A_WRITE_THAT_WAS_CUT(
      "P21_aWriteWhoseReplyIsCutIsNeverReportedAsSecond",
      BrokenConnections::repeatsAWriteThatWasCut),
  TAKES_A_CUT_SCRIPT_FOR_MISSING(
      "P21_aCompareAndSetWhoseReplyIsCutConflictsWithItselfAtMost",
      BrokenConnections::takesACutScriptForMissing),
  STAYS_ON_A_SILENT_CONNECTION(
      "P24_afterASilentlyDeadConnectionThePortWorksAgainWithinThreeTimeouts",
      BrokenConnections::staysOnASilentConnection),
  KNOWS_ONE_WORDING(
      "P26_aServerThatRefusesACommandInItsOwnWordsIsAskedOnceAndReadByOneCommand",
      BrokenRefusals::knowsOneWording),
  ASKS_FOR_GETEX_EACH_TIME(
      "P26_aServerThatRefusesACommandInItsOwnWordsIsAskedOnceAndReadByOneCommand",
      BrokenRefusals::asksForGetexEachTime),
  NEEDS_SCRIPTS_TO_READ(
      "P26_whereScriptsAreRefusedAsWellReadsAreRightAndTheRestSaysThatItIsScripts",
      BrokenRefusals::needsScriptsToRead),
  SCANS_THE_FIRST_DATABASE(
      "P25_anotherDatabaseIsOneForAllCommandsAndSeparate", BrokenScans::scansTheFirstDatabase),
  TAKES_NOT_NOW_FOR_NEVER(
      "P22_aServerThatCannotTakeTheCommandNowIsUnreachable",
      BrokenConnections::takesNotNowForNever),
  TAKES_NOT_NOW_FOR_MISSING(
      "P22_aServerThatCannotTakeTheCommandNowIsUnreachable",
      BrokenConnections::takesNotNowForMissing),
  TAKES_READ_ONLY_FOR_WRITTEN(
      "P22_aServerThatBecameAReplicaIsUnreachableForWrites",
      BrokenRefusals::takesReadOnlyForWritten);

  private final String test;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference, which holds no state
  private final BiFunction<RedisCommands, RespClient, RedisCommands> sabotage;

  FaultSaboteur(String test, UnaryOperator<RedisCommands> sabotage) {
    this(test, (sound, client) -> sabotage.apply(sound));
  }

  FaultSaboteur(String test, BiFunction<RedisCommands, RespClient, RedisCommands> sabotage) {
    this.test = test;
    this.sabotage = sabotage;
  }

  @Override
  public String test() {
    return test;
  }

  @Override
  public Class<?> kit() {
    return SabotagedByFaults.class;
  }

  @Override
  public RedisCommands over(RedisCommands sound, @Nullable RespClient client) {
    return sabotage.apply(sound, client);
  }
}
