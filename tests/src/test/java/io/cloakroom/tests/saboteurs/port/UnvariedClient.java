package io.cloakroom.tests.saboteurs.port;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.saboteurs.NamedTestSabotage;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Clients with faults of a fifth round, which show only where something varies that the kit once
 * held the same: the text of a prefix, the thread, the type of foreign keys, which part of a call
 * fails, and what a call is combined with. Each is named with the test that catches it.
 */
enum UnvariedClient implements PortSabotage, NamedTestSabotage {
  ONLY_MOVES_THE_TTL_OF_THE_SAME(
      "P27_valuesOfAnySizeAndKindComeBackByEveryMethod", UnvariedWrites::onlyMovesTheTtlOfTheSame),
  TAKES_ITS_OWN_VALUE_FOR_WRITTEN(
      "P27_valuesOfAnySizeAndKindComeBackByEveryMethod",
      UnvariedWrites::takesItsOwnValueForWritten),
  COUNTS_WHAT_IT_COULD_DELETE(
      "P12_P13_aFailureWithOneOfManyKeysIsAFailureOfAll", UnvariedWrites::countsWhatItCouldDelete),
  READS_WHAT_IT_COULD(
      "P12_P13_aFailureWithOneOfManyKeysIsAFailureOfAll", UnvariedWrites::readsWhatItCould),
  COUNTS_UNTIL_ITS_TIME_IS_OVER(
      "P12_P13_noAnswerToOneOfManyKeysIsNoAnswerToAll", UnvariedWrites::countsUntilItsTimeIsOver),
  WRITES_UNTIL_A_TIME("P8_aTtlIsSentAsWhatIsLeftAndNotAsATime", UnvariedWrites::writesUntilATime),
  EXPIRES_AT_A_TIME("P8_aTtlIsSentAsWhatIsLeftAndNotAsATime", UnvariedWrites::expiresAtATime),
  READS_UNTIL_A_TIME("P8_aTtlIsSentAsWhatIsLeftAndNotAsATime", UnvariedWrites::readsUntilATime),
  DOES_NOT_ESCAPE_THE_CONFIGURED_PREFIX(
      "P23_anyTextMayBeThePrefix", UnvariedScans::doesNotEscapeTheConfiguredPrefix),
  STRIPS_THE_PREFIX_AS_A_PATTERN(
      "P23_anyTextMayBeThePrefix", UnvariedScans::stripsThePrefixAsAPattern),
  STRIPS_AS_MANY_CHARACTERS_AS_BYTES(
      "P23_anyTextMayBeThePrefix", UnvariedScans::stripsAsManyCharactersAsBytes),
  FORGETS_THE_PREFIX_OF_TYPES(
      "P23_aPrefixIsTransparentWhereCommandsAreRefused", UnvariedScans::forgetsThePrefixOfTypes),
  FORGETS_THE_PREFIX_WHERE_GETEX_IS_REFUSED(
      "P23_aPrefixIsTransparentWhereCommandsAreRefused",
      UnvariedScans::forgetsThePrefixWhereGetexIsRefused),
  FALLS_BACK_IN_THE_FIRST_DATABASE(
      "P25_anotherDatabaseIsOneWhereCommandsAreRefused",
      UnvariedScans::fallsBackInTheFirstDatabase),
  ENDS_A_SCAN_AT_FOREIGN_KEYS(
      "P14_aScanFindsEveryStringWhereTypesCannotBeAskedFor", UnvariedScans::endsAScanAtForeignKeys),
  LEAVES_OUT_LISTS_ONLY(
      "P14_aScanFindsEveryStringWhereTypesCannotBeAskedFor", UnvariedScans::leavesOutListsOnly),
  PINS_A_CONNECTION_TO_A_SCAN(
      "P28_nothingPilesUpWithScansThatAreLeft", UnvariedScans::pinsAConnectionToAScan),
  PINS_A_THREAD_TO_A_SCAN(
      "P28_nothingPilesUpWithScansThatAreLeft", UnvariedScans::pinsAThreadToAScan),
  KEEPS_INDEXES_FOR_A_MOMENT(
      "P25_whatAScriptHasReadAnotherServerChanges", UnvariedAnswers::keepsIndexesForAMoment),
  KEEPS_THAT_THERE_IS_NOTHING(
      "P25_theSameScriptIsRunAsOftenAsItIsCalled", UnvariedAnswers::keepsThatThereIsNothing),
  SKIPS_THE_SAME_SCRIPT(
      "P25_theSameScriptIsRunAsOftenAsItIsCalled", UnvariedAnswers::skipsTheSameScript),
  REMEMBERS_A_REFUSAL_PER_THREAD(
      "P26_aServerThatRefusesACommandInItsOwnWordsIsAskedOnceAndReadByOneCommand",
      UnvariedAnswers::remembersARefusalPerThread),
  TELLS_TIMEOUTS_ON_ONE_THREAD(
      "P30_whatFollowsAnyFailureMayWaitForAnother", UnvariedAnswers::tellsTimeoutsOnOneThread),
  TELLS_REFUSALS_ON_ONE_THREAD(
      "P30_whatFollowsAnyFailureMayWaitForAnother", UnvariedAnswers::tellsRefusalsOnOneThread),
  TELLS_OUTAGES_ON_ONE_THREAD(
      "P30_whatFollowsAnyFailureMayWaitForAnother", UnvariedAnswers::tellsOutagesOnOneThread),
  TAKES_AN_UNKNOWN_HOST_FOR_A_WRONG_ARGUMENT(
      "P18_aHostThatIsNotKnownIsUnreachable", UnvariedAnswers::takesAnUnknownHostForAWrongArgument),
  FINDS_NOTHING_AT_AN_UNKNOWN_HOST(
      "P18_aHostThatIsNotKnownIsUnreachable", UnvariedAnswers::findsNothingAtAnUnknownHost);

  private final String test;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference, which holds no state
  private final BiFunction<RedisCommands, RespClient, RedisCommands> sabotage;

  UnvariedClient(String test, BiFunction<RedisCommands, RespClient, RedisCommands> sabotage) {
    this.test = test;
    this.sabotage = sabotage;
  }

  @Override
  public String test() {
    return test;
  }

  @Override
  public Class<?> kit() {
    return UnvariedOnServer.class;
  }

  @Override
  public RedisCommands over(RedisCommands sound, @Nullable RespClient client) {
    return sabotage.apply(sound, client);
  }
}
