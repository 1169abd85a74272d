package io.cloakroom.tests.saboteurs.port;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.saboteurs.NamedTestSabotage;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Clients with faults of a sixth round, which show only in what the kit once did not try: writes
 * and connections that nobody takes, what a connection says beside a command, a list that ends too
 * soon, lists of another kind or of other types, reads of every kind under way, and a breaker that
 * counts to a hundred. Each is named with the test that catches it.
 */
enum UntriedClient implements PortSabotage, NamedTestSabotage {
  WRITES_WITHOUT_A_TIMEOUT(
      "P19_noneOfManyCommandsHangsWhileTheServerDoes", UntriedCalls::writesWithoutATimeout),
  PASSES_ARGUMENTS_WITHOUT_A_TIMEOUT(
      "P19_noneOfManyCommandsHangsWhileTheServerDoes", UntriedCalls::passesWithoutATimeout),
  NAMES_KEYS_WITHOUT_A_TIMEOUT(
      "P19_noneOfManyCommandsHangsWhileTheServerDoes", UntriedCalls::namesKeysWithoutATimeout),
  CONNECTS_WITHOUT_A_TIMEOUT(
      "P19_anAddressThatNeverAnswersFailsInTime", UntriedCalls::connectsWithoutATimeout),
  TAKES_ITS_USUAL_TIMEOUT(
      "P19_aPortKeepsToTheTimeoutThatItIsGiven", UnheardClients::takesItsUsualTimeout),
  CUTS_WIDE_CHARACTERS(
      "P2_keysThatDifferInTheirLastCharacterAreTwo", UnheardClients::cutsWideCharacters),
  ALWAYS_RECEIVES("P30_whatFollowsAnyAnswerMayWaitForAnother", UnheardClients::alwaysReceives),
  TAKES_WHAT_IS_CUT_FOR_A_REFUSAL(
      "P18_aReplyThatIsCutInTheMiddleIsNoAnswer", UnheardClients::takesWhatIsCutForARefusal),
  TAKES_A_REFUSED_LOG_IN_FOR_AN_OUTAGE(
      "P18_aPasswordThatWasNeverRightIsRefusedUntilItIs",
      UnheardClients::takesARefusedLogInForAnOutage),
  ANSWERS_BY_FEW_THREADS(
      "P30_howeverManyAreBusyWithAnAnswerOthersGetTheirs", UnheardClients::answersByFewThreads),
  REPEATS_IN_VAIN("P19_aCallThatLastsUntilTheServerIsReadySucceeds", UnheardClients::repeatsInVain),
  WAITS_ON_FEW_THREADS(
      "P28_manyCallsToAServerThatHangsHoldUpNoOtherPort", UnheardClients::waitsOnFewThreads),
  LEAVES_ITS_CONNECTION(
      "P20_aPortThatIsClosedWhileItConnectsLeavesNoConnection", UnheardClients.Connecting::new),
  RUNS_SCRIPTS_AGAIN(
      "P21_aScriptThatIsSentAgainToAServerThatForgotItIsNotReportedAsMissing",
      UnheardClients::runsScriptsAgain),
  TAKES_A_LATE_ANSWER_FOR_AN_OUTAGE(
      "P18_aCommandThatWasSentBehindASlowOneIsATimeout",
      UnheardClients::takesALateAnswerForAnOutage),
  TELLS_LATER_FAILURES_AS_THEY_ARE(
      "P18_P26_aCommandThatACallGoesOnWithFailsAsASingleOneDoes",
      UntriedCalls::tellsLaterFailuresAsTheyAre),
  TAKES_A_FAILED_TYPE_FOR_ANOTHER(
      "P18_P26_aCommandThatACallGoesOnWithFailsAsASingleOneDoes",
      UntriedCalls::takesAFailedTypeForAnother),
  TAKES_A_FAILED_SECOND_READ_FOR_MISSING(
      "P18_P26_aCommandThatACallGoesOnWithFailsAsASingleOneDoes",
      UntriedFallbacks::takesAFailedSecondReadForMissing),
  READS_WITHOUT_PROLONGING(
      "P18_P26_aCommandThatACallGoesOnWithFailsAsASingleOneDoes",
      UntriedFallbacks::readsWithoutProlonging),
  TAKES_A_FAILED_SOURCE_FOR_NO_ANSWER(
      "P18_P26_aCommandThatACallGoesOnWithFailsAsASingleOneDoes",
      UntriedFallbacks::takesAFailedSourceForNoAnswer),
  TAKES_A_FAILED_COMPARISON_FOR_MISSING(
      "P18_P26_aCommandThatACallGoesOnWithFailsAsASingleOneDoes",
      UntriedFallbacks::takesAFailedComparisonForMissing),
  ENDS_A_SCAN_THAT_FAILS_WITHOUT_TYPES(
      "P18_P26_aCommandThatACallGoesOnWithFailsAsASingleOneDoes",
      UntriedFallbacks::endsAScanThatFailsWithoutTypes),
  GIVES_EACH_TYPE_A_TIMEOUT(
      "P24_aCallOfSeveralCommandsEndsWithinTheTimeout", UntriedCalls::givesEachTypeATimeout),
  HANDS_OUT_ITS_KEYS("P2_arraysAreNotShared", UntriedKeys::handsOutItsKeys),
  CHECKS_KEYS_IN_CHUNKS(
      "P2_oneOfManyKeysThatUtf8CannotEncodeIsRefusedBeforeAnyOther",
      UntriedKeys::checksKeysInChunks),
  DELETES_AND_MARKS_BY_TWO_COMMANDS(
      "P2_oneOfAScriptsKeysThatUtf8CannotEncodeIsRefusedBeforeAnyOther",
      UntriedKeys::deletesAndMarksByTwoCommands),
  SHARES_A_DIGEST("P29_ofManyWhoReplaceValuesOfTheirOwnAllWin", UntriedKeys::sharesADigest),
  SUPPRESSES_THE_KEY(
      "P18_P19_everyMethodWaitsForASlowReplyIsSentOnceAndReportsSilence",
      UntriedKeys::suppressesTheKey),
  ASKS_WHETHER_IT_IS_CONNECTED(
      "P26_everyMethodIsOneCommandAlsoAfterFailuresOfOtherKinds",
      UntriedCalls::asksWhetherItIsConnected),
  SELECTS_ITS_DATABASE_EACH_TIME(
      "P26_everyMethodIsOneCommandAlsoAfterFailuresOfOtherKinds",
      UntriedCalls::selectsItsDatabaseEachTime),
  OPENS_A_BREAKER_AT_A_HUNDRED_REFUSALS(
      "P28_theClientIsWholeAfterHundredsOfRefusals", UntriedCalls::opensABreaker),
  JOINS_A_READ_WITH_A_TTL(
      "P25_aReadAfterAnothersWriteHasTheNewValue", UntriedCalls::joinsAReadWithATtl),
  JOINS_A_READ_OF_MANY("P25_aReadAfterAnothersWriteHasTheNewValue", UntriedCalls::joinsAReadOfMany),
  JOINS_A_READ_OF_A_TTL(
      "P25_aReadAfterAnothersWriteHasTheNewValue", UntriedCalls::joinsAReadOfATtl),
  JOINS_A_SCRIPT("P25_aReadAfterAnothersWriteHasTheNewValue", UntriedCalls::joinsAScript),
  TELLS_WHAT_IS_LEFT_BY_ITS_CLOCK(
      "P8_aTtlIsSentAsWhatIsLeftAndNotAsATime", UntriedArguments::tellsWhatIsLeftByItsClock),
  DELETES_BY_READING(
      "P25_aKeyOfAnotherTypeIsTreatedAsRedisDoes", UntriedArguments::deletesByReading),
  EXPIRES_BY_READING(
      "P25_aKeyOfAnotherTypeIsTreatedAsRedisDoes", UntriedArguments::expiresByReading),
  WRITES_BY_READING("P25_aKeyOfAnotherTypeIsTreatedAsRedisDoes", UntriedArguments::writesByReading),
  TAKES_KEYS_FOR_A_LIST(
      "P25_anySequenceOverTwoPortsAnswersAsRedisDoes", UntriedArguments::takesKeysForAList),
  READS_THE_LISTS_OF_A_SCRIPT_LATER(
      "P27_ttlsOfAnyLengthAreKeptByEveryMethod", UntriedArguments::readsTheListsOfAScriptLater),
  READS_WHAT_CAME_OF_A_LIST(
      "P18_aReplyThatIsCutInTheMiddleIsNoAnswer", UntriedArguments::readsWhatCameOfAList),
  ENDS_A_SCAN_WHERE_A_PAGE_ENDS(
      "P18_aReplyThatIsCutInTheMiddleIsNoAnswer", UntriedArguments::endsAScanWhereAPageEnds),
  SETS_LATER(
      "P19_commandsFailInTimeWhileTheServerIsAwayAndWorkOnceItIsBack", UnheardClients::setsLater),
  DELETES_LATER(
      "P19_commandsFailInTimeWhileTheServerIsAwayAndWorkOnceItIsBack",
      UnheardClients::deletesLater);

  private final String test;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference, which holds no state
  private final BiFunction<RedisCommands, RespClient, RedisCommands> sabotage;

  UntriedClient(String test, BiFunction<RedisCommands, RespClient, RedisCommands> sabotage) {
    this.test = test;
    this.sabotage = sabotage;
  }

  @Override
  public String test() {
    return test;
  }

  @Override
  public Class<?> kit() {
    return UntriedOnServer.class;
  }

  @Override
  public RedisCommands over(RedisCommands sound, @Nullable RespClient client) {
    return sabotage.apply(sound, client);
  }
}
