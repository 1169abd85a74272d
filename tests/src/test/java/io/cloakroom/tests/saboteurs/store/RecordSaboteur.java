package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.record.OnForeignRecord;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import io.cloakroom.tests.saboteurs.Sabotage;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Stores whose records are not what Express would write, each with the test it must fail. */
enum RecordSaboteur implements Sabotage {
  WRITES_THE_PATH_FIRST(
      "whatExpressWroteIsWrittenAgainByteForByte",
      Opening.records(BrokenRecords::writesThePathFirst)),
  KEEPS_THE_ORDER_OF_NUMBERED_NAMES(
      "whatExpressWroteIsWrittenAgainByteForByte",
      Opening.records(BrokenRecords::keepsTheOrderOfNumberedNames)),
  LEAVES_NULLS_OUT(
      "cookiesOfAnyKindAreWrittenAgainByteForByte", Opening.records(BrokenRecords::leavesNullsOut)),
  FORGETS_TYPES("javaTypesSurviveAWriteByExpress", Opening.records(BrokenRecords::forgetsTypes)),
  WRITES_MINUS_ZERO_AS_TEXT(
      "numbersThatJavaScriptHoldsAreNumbersThere",
      Opening.records(BrokenRecords::writesMinusZeroAsText)),
  SHARES_ANY_NAME(
      "aNameThatExpressDropsIsRefusedWhereItIsShared",
      Opening.store(RecordSaboteur::refusingNothing)),
  ALWAYS_REWRITES(
      "whatConnectRedisCryptoWroteIsReadAndRewrittenOrLeftAlone",
      Opening.after(options -> options.onForeignRecord(OnForeignRecord.REWRITE))),
  NEVER_REWRITES(
      "whatConnectRedisCryptoWroteIsReadAndRewrittenOrLeftAlone",
      Opening.after(options -> options.onForeignRecord(OnForeignRecord.LEAVE))),
  FORGETS_AN_ATTRIBUTE(
      "expressCanLeaveConnectRedisCryptoWithItsSessions",
      Opening.records(BrokenRecords::forgetsTheLastAttribute)),
  LIVES_FOR_A_DAY_WHATEVER_IS_SAID(
      "theTtlIsTheSame", Opening.after(options -> options.ttl(session -> Duration.ofDays(1))));

  private final String test;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference, which holds no state
  private final Opening opening;

  RecordSaboteur(String test, Opening opening) {
    this.test = "S32_" + test;
    this.opening = opening;
  }

  @Override
  public String clause() {
    return "S32";
  }

  @Override
  public Class<?> kit() {
    return SabotagedRecords.class;
  }

  /** The test that catches it. */
  String test() {
    return test;
  }

  SessionStore open(RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    return opening.open(commands, options);
  }

  private static SessionStore refusingNothing(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<SaveOutcome> create(Session session) {
        return super.create(session).exceptionally(failure -> SaveOutcome.SAVED);
      }
    };
  }
}
