package io.cloakroom.tests.saboteurs.port;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.saboteurs.NamedTestSabotage;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Clients with faults of a third round: what users of Jedis, Lettuce, Redisson, ioredis, redis-py
 * and others have reported, written down before the clauses were looked at again. Each is named
 * with the test that catches it.
 */
enum FieldClient implements PortSabotage, NamedTestSabotage {
  EXPANDS_WHAT_LOOKS_COMPRESSED(
      "P27_valuesOfAnySizeAndKindComeBackByEveryMethod", FieldValues::expandsWhatLooksCompressed),
  RESTORES_WHAT_LOOKS_SERIALIZED(
      "P27_valuesOfAnySizeAndKindComeBackByEveryMethod", FieldValues::restoresWhatLooksSerialized),
  TAKES_VALUES_FOR_REPLIES(
      "P2_textThatLooksLikeAReplyComesBack", FieldValues::takesValuesForReplies),
  CUTS_KEYS_AT_ZERO("P2_keysAreUtf8", FieldValues::cutsKeysAtZero),
  TRIMS_KEYS("P2_keysAreUtf8", FieldValues::trimsKeys),
  SHORTENS_LONG_KEYS("P27_keysOfAnyTextAreToldApartByEveryMethod", FieldValues::shortensLongKeys),
  DROPS_HASH_TAGS("P27_keysOfAnyTextAreToldApartByEveryMethod", FieldValues::dropsHashTags),
  FINDS_NO_LONG_KEYS("P27_keysOfAnyTextAreToldApartByEveryMethod", FieldValues::findsNoLongKeys),
  READS_REPEATED_KEYS_ONCE(
      "P13_multiGetAnswersOnceForEachTimeAKeyIsAskedFor", FieldValues::readsRepeatedKeysOnce),
  RECURSES_OVER_KEYS("P27_anyNumberOfKeysIsReadScannedAndDeleted", FieldValues::recursesOverKeys),
  LOSES_THE_THOUSANDTH_WRITE(
      "P21_aHundredThreadsGetTheirOwnReplies", FieldValues::losesTheThousandthWrite),
  ANSWERS_THE_ONE_BEFORE_NOW_AND_THEN(
      "P21_aHundredThreadsGetTheirOwnReplies", FieldValues::answersTheOneBeforeNowAndThen),
  TAKES_THE_LAST_SECOND_FOR_NONE(
      "P11_theLastSecondIsTimeLeft", FieldValues::takesTheLastSecondForNone),
  ASKS_TTLS_IN_AN_INT("P27_ttlsOfAnyLengthAreKeptByEveryMethod", FieldValues::asksTtlsInAnInt),
  RENEWS_ONLY_LONGER("P27_ttlsOfAnyLengthAreKeptByEveryMethod", FieldValues::renewsOnlyLonger),
  SAYS_THAT_IT_DELETED_ONE(
      "P25_anySequenceOverTwoPortsAnswersAsRedisDoes", FieldValues::saysThatItDeletedOne),
  SKIPS_A_WRITE_OF_THE_SAME(
      "P4_aWriteWithoutTtlRemovesAnEarlierOne", FieldValues::skipsAWriteOfTheSame),
  PASSES_ON_THREE_ARGUMENTS(
      "P17_aScriptGetsEachOfItsArguments", FieldValues::passesOnThreeArguments),
  READS_FOREIGN_KEYS_AS_MISSING(
      "P18_aKeyOfAnotherTypeIsRefused", FieldValues::readsForeignKeysAsMissing),
  EXPIRES_BY_ANOTHER_CLOCK(
      "P27_ttlsOfAnyLengthAreKeptByEveryMethod", FieldValues::expiresByAnotherClock),
  BEGINS_AGAIN_WHERE_A_SCAN_WAS_LEFT(
      "P27_keysOfAnyTextAreToldApartByEveryMethod", FieldValues::beginsAgainAfterTheEnd),
  OPENS_A_BREAKER_FOR_LONG(
      "P28_theClientIsWholeAfterHundredsOfCallsToAServerThatIsGone",
      FieldFailures::opensABreakerForLong),
  OPENS_A_BREAKER_AT_REFUSALS(
      "P18_thePoolIsWholeAfterKeysOfAnotherType", FieldFailures::opensABreakerAtRefusals),
  WAITS_LONGER_AND_LONGER(
      "P18_everyMethodReportsAServerThatIsNotReadyByItsType", FieldFailures::waitsLongerAndLonger),
  MAKES_ONE_CALL_AT_A_TIME(
      "P19_noneOfManyCommandsHangsWhileTheServerDoes", FieldFailures::makesOneCallAtATime),
  JOINS_A_READ_THAT_IS_UNDER_WAY(
      "P25_aReadAfterAnothersWriteHasTheNewValue", FieldFailures::joinsAReadThatIsUnderWay),
  TELLS_BAD_PASSWORDS_AS_AWAY(
      "P18_aPasswordThatIsNoLongerRightIsRefused", FieldFailures::tellsBadPasswordsAsAway),
  DROPS_THE_CODE("P18_aServerThatIsFullRefuses", FieldFailures::dropsTheCode),
  SHOWS_THE_PASSWORD("P18_noFailureShowsThePassword", FieldFailures::showsThePassword),
  NOTICES_ONE_FLUSH("P17_scriptsSurviveScriptFlush", FieldFailures::noticesOneFlush),
  GIVES_UP_DIGESTS_AT_A_REFUSAL(
      "P26_everyMethodIsOneCommandAlsoAfterFailuresOfOtherKinds",
      FieldFailures::givesUpDigestsAtARefusal),
  READS_ANOTHER_DATABASE_NOW_AND_THEN(
      "P18_thePoolIsWholeAfterKeysOfAnotherType", FieldFailures::readsAnotherDatabaseNowAndThen),
  FAILS_AT_KEYS_THAT_ARE_NO_TEXT(
      "P14_keysOfOthersThatAreNoTextDoNoHarm", FieldFailures::failsAtKeysThatAreNoText),
  FORGETS_FAILURES_OF_LATER_DELETIONS(
      "P12_P13_aFailureWithOneOfManyKeysIsAFailureOfAll",
      FieldFailures::forgetsFailuresOfLaterDeletions),
  FORGETS_FAILURES_OF_LATER_READS(
      "P12_P13_aFailureWithOneOfManyKeysIsAFailureOfAll",
      FieldFailures::forgetsFailuresOfLaterReads),
  TRIES_LONGER_THAN_IT_MAY(
      "P18_aServerThatIsGoneIsUnreachable", FieldFailures::triesLongerThanItMay),
  STAYS_LOGGED_OUT("P19_aPasswordThatIsRightAgainIsAccepted", FieldFailures::staysLoggedOut),
  EXPIRES_AFTER_IT_SET_IF_ABSENT(
      "P3_aValueAndItsTtlAreOneCommand", FieldFailures::expiresAfterItSetIfAbsent),
  MISREADS_A_REPLY_THAT_FILLS_ITS_BUFFER(
      "P27_valuesThatFillABufferComeBack", OutsideClients::misreadsAReplyThatFillsItsBuffer),
  KEEPS_EVERY_VALUE("P28_whatWasWrittenAndReadIsNotKept", OutsideClients::keepsEveryValue),
  SENDS_FAILED_WRITES_LATER(
      "P28_theClientIsWholeAfterHundredsOfCallsToAServerThatIsGone",
      (sound, client) -> OutsideClients.sendsFailedWritesLater(sound)),
  SENDS_THE_LAST_KEY_OF_A_THREAD(
      "P21_aThousandCallsAtATimeAreAllAnswered", OutsideClients::sendsTheLastKeyOfAThread);

  private final String test;
  private final boolean onServer;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference, which holds no state
  private final BiFunction<RedisCommands, RespClient, RedisCommands> sabotage;

  FieldClient(String test, UnaryOperator<RedisCommands> sabotage) {
    this.test = test;
    this.onServer = false;
    this.sabotage = (sound, none) -> sabotage.apply(sound);
  }

  FieldClient(String test, BiFunction<RedisCommands, RespClient, RedisCommands> sabotage) {
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
    return onServer ? FieldOnServer.class : FieldInMemory.class;
  }

  @Override
  public RedisCommands over(RedisCommands sound, @Nullable RespClient client) {
    return sabotage.apply(sound, client);
  }
}
