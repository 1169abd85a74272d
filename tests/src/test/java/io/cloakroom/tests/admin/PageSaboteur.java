package io.cloakroom.tests.admin;

import io.cloakroom.http.SessionEngine;
import java.time.InstantSource;

/**
 * Pages of all sessions that are sound but for one thing, each with the test that must catch it: of
 * {@link SessionsPageTest}, or the class that it names.
 */
enum PageSaboteur {
  CHECKS_NO_TOKEN("aFormFromElsewhereDoesNothing", BrokenPages::checksNoToken),
  TIES_NO_TOKEN_TO_ITS_OPERATOR("aFormFromElsewhereDoesNothing", BrokenPages::knowsOneOperator),
  LETS_TOKENS_LAST("aFormFromElsewhereDoesNothing", BrokenPages::letsTokensLast),
  ACCEPTS_OTHER_ORIGINS("aFormFromElsewhereDoesNothing", BrokenPages::acceptsOtherOrigins),
  LETS_OTHER_ORIGINS_SEARCH_AS_SCRIPTS(
      "aScriptFindsByUserAndByIdAndSeesTheDistribution", BrokenPages::acceptsOtherOrigins),
  ENDS_A_SESSION_WITHOUT_CONFIRMATION(
      "aSessionIsEndedOnlyWithConfirmation", BrokenPages::confirmsByItself),
  ENDS_A_USERS_SESSIONS_WITHOUT_CONFIRMATION(
      "allSessionsOfAUserAreEndedAndNoOthers", BrokenPages::confirmsByItself),
  ENDS_BY_GET("nothingIsEndedByGet", BrokenPages::endsByGet),
  ENDS_EVERYBODY("allSessionsOfAUserAreEndedAndNoOthers", BrokenPages::endsEverybody),
  SHOWS_FULL_IDS("aSessionIsShownWithAllButItsId", BrokenPages::showsFullIds),
  SHOWS_FULL_IDS_TO_SCRIPTS(
      "aScriptFindsByUserAndByIdAndSeesTheDistribution", BrokenPages::showsFullIds),
  PUTS_IDS_IN_ADDRESSES(
      "aSessionIsFoundByItsIdItsCookieAndItsUser", BrokenPages::putsSearchesInAddresses),
  PUTS_USERS_IN_ADDRESSES("noAddressHasTheSearchedUser", BrokenPages::putsSearchesInAddresses),
  ESCAPES_NOTHING("whateverSessionsHoldIsOnlyText", BrokenPages::escapesNothing),
  SHOWS_EVERY_VALUE("aSessionIsShownWithAllButItsId", BrokenPages::showsEveryValue),
  SHOWS_ALL_FOR_ANY_USER("aSessionIsFoundByItsIdItsCookieAndItsUser", BrokenPages::findsAnybody),
  RESETS_TTLS("lookingChangesNothing", BrokenPages::resetsTtls),
  LEAVES_OUT_THE_UNREADABLE(
      "whatThisServerCannotReadIsShownAndCanBeEnded", BrokenPages::leavesOutTheUnreadable),
  KEEPS_THE_DISTRIBUTION_FROM_SCRIPTS(
      "aScriptFindsByUserAndByIdAndSeesTheDistribution", BrokenPages::leavesOutAges),
  LOADS_FROM_ELSEWHERE(
      "nothingIsLoadedFromElsewhereAndNobodyKeepsIt", BrokenPages::loadsFromElsewhere),
  LETS_BROWSERS_KEEP_IT("nothingIsLoadedFromElsewhereAndNobodyKeepsIt", BrokenPages::canBeKept),
  HIDES_AN_OUTAGE("thePageSaysThatRedisIsAway", BrokenPages::hidesOutages),
  STRIPS_USERS(
      OddSessionsPageTest.class, "aSessionOfAnyUserIsFoundAndEnded", BrokenPages::stripsSearches),
  TAKES_NO_LONG_USERS(
      OddSessionsPageTest.class, "aSessionOfAnyUserIsFoundAndEnded", BrokenPages::takesOnlyLinks),
  TAKES_NO_LONG_IDS(
      OddSessionsPageTest.class,
      "aSessionOfAnyIdIsFoundShownAndEnded",
      BrokenPages::takesOnlyLinks),
  STRIPS_IDS(
      OddSessionsPageTest.class,
      "aSessionOfAnyIdIsFoundShownAndEnded",
      BrokenPages::stripsSearches),
  WRITES_LONG_ADDRESSES(
      OddSessionsPageTest.class,
      "noAddressIsLongerThanServersTake",
      BrokenPages::writesLongAddresses),
  SHOWS_ALL_OF_A_TEXT(
      OddSessionsPageTest.class, "largeDataIsShownInPart", BrokenPages::showsLongUsers),
  LETS_TEXTS_CHANGE_THEIR_ORDER(
      OddSessionsPageTest.class,
      "noTextIsShownInAnotherOrderThanItHas",
      BrokenPages::letsTextsChangeTheirOrder),
  BELIEVES_ANY_TTL(
      OddSessionsPageTest.class,
      "aSessionThatAServerWithAnotherTtlBeganWasNotUsedBeforeItBegan",
      BrokenPages::believesAnyTtl),
  READS_ALL_FOR_CHARTS(
      OddSessionsPageTest.class, "chartsKeepNoData", BrokenPages::readsAllForCharts),
  COUNTS_AT_EACH_END(
      OddSessionsPageTest.class,
      "oneCountRunsAtATimeAlsoWhenSessionsAreEndedMeanwhile",
      BrokenPages::countsForEach),
  TAKES_EVERY_PAGE_FOR_FULL(
      OddSessionsPageTest.class,
      "pagesThatAreNotFullHideNoSessionFromAnotherServer",
      BrokenPages::takesPagesForFull),
  KNOWS_NO_SLASH_AT_THE_END(
      OddSessionsPageTest.class, "linksWorkBelowASlashAtTheEnd", BrokenPages::dropsTheLastSlash),
  LEAVES_CODE_IN_SENTENCES(
      OddSessionsPageTest.class, "sentencesAreWhole", BrokenPages::leavesCodeInSentences);

  private final Class<?> tests;
  private final String caughtBy;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference, which holds no state
  private final Sabotage sabotage;

  PageSaboteur(String caughtBy, Sabotage sabotage) {
    this(SessionsPageTest.class, caughtBy, sabotage);
  }

  PageSaboteur(Class<?> tests, String caughtBy, Sabotage sabotage) {
    this.tests = tests;
    this.caughtBy = caughtBy;
    this.sabotage = sabotage;
  }

  /** Breaks one thing of a sound page over the same engine and clock. */
  @FunctionalInterface
  interface Sabotage {

    Answers of(Answers sound, SessionEngine engine, InstantSource clock);
  }

  Class<?> tests() {
    return tests;
  }

  String caughtBy() {
    return caughtBy;
  }

  Answers spoil(Answers sound, SessionEngine engine, InstantSource clock) {
    return sabotage.of(sound, engine, clock);
  }
}
