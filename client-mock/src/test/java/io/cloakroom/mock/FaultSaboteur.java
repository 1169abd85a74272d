package io.cloakroom.mock;

import io.cloakroom.redis.RedisCommands;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Ports that are sound as long as their server and the way to it are, each with the test that must
 * catch it: of clauses about faults every test has a saboteur of its own, because what such a test
 * needs in order to fail is easily lost.
 */
enum FaultSaboteur implements PortSabotage {
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
      "P18_aServerThatHangsIsATimeout", BrokenFailures::takesATimeoutForUnreachable),
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
      "P19_aServerThatPausesItsClientsIsATimeout", BrokenOutages::takesSilenceForWritten),
  NEVER_FORGETS_THAT_IT_WAS_FULL(
      "P19_aServerThatWasFullTakesWritesAgain", BrokenRefusals::neverForgetsThatItWasFull),
  NEVER_FORGETS_THAT_IT_WAS_LOGGED_OUT(
      "P19_aPasswordThatIsRightAgainLetsOneIn", BrokenRefusals::neverForgetsThatItWasLoggedOut),
  GIVES_UP_TOO_SOON("P19_aSlowReplyIsWaitedForUntilTheTimeout", BrokenConnections::givesUpTooSoon),
  CLOSES_ITS_CLIENT_AFTER_A_FAILURE(
      "P20_aClientThatWasHandedInIsNeverClosed", BrokenClients::closesItsClientAfterAFailure),
  CLOSES_ITS_CLIENT_ALONG(
      "P20_aClientThatWasHandedInIsNeverClosed", BrokenClients::closesItsClientAlong),
  CROSSES_REPLIES("P21_aHundredThreadsGetTheirOwnReplies", BrokenFailures::crossesReplies),
  LEAVES_A_CANCELLED_ANSWER_BEHIND(
      "P21_aCancelledCallPoisonsNothing", BrokenFailures::leavesACancelledAnswerBehind),
  BREAKS_WHEN_INTERRUPTED(
      "P21_anInterruptedCallPoisonsNothing", BrokenFailures::breaksWhenInterrupted),
  LEAVES_A_LATE_REPLY_TO_THE_NEXT(
      "P21_aReplyThatComesTooLateIsNobodyElses", BrokenConnections::leavesALateReplyToTheNext),
  REPEATS_A_WRITE_THAT_WAS_CUT(
      "P21_aWriteWhoseReplyIsCutIsNeverSaidToHaveComeSecond",
      BrokenConnections::repeatsAWriteThatWasCut),
  TAKES_A_CUT_SCRIPT_FOR_MISSING(
      "P21_aCompareAndSetWhoseReplyIsCutConflictsWithItselfAtMost",
      BrokenConnections::takesACutScriptForMissing),
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

  /** The test that catches it. */
  String test() {
    return test;
  }

  @Override
  public String clause() {
    return test.substring(0, test.indexOf('_'));
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
