package io.cloakroom.tests.saboteurs.http;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tests.reference.Behaviour;
import io.cloakroom.tests.saboteurs.NamedTestSabotage;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Web integrations that are sound for the request that their author tried: by GET, of a browser
 * without a body, with a Redis that answers at once, for a visitor who waits for the end. Each is
 * named with the test that catches it.
 */
enum NarrowIntegration implements IntegrationSabotage, NamedTestSabotage {
  SAVES_AFTER_THE_RESPONSE_OF_PUT(
      "H5_noByteLeavesBeforeTheSessionIsInRedis", NarrowMethods::savesAfterTheResponseOfPut),
  SAVES_TWICE_BY_PATCH("H24_writingCosts2", NarrowMethods::savesTwiceByPatch),
  ASKS_FOR_EVERY_OPTIONS(
      "H1_aHandlerThatNeverAsksCostsNothing", NarrowMethods::asksForEveryOptions),
  LOOKS_UP_TWICE_BY_DELETE("H24_readingCosts1", NarrowMethods::looksUpTwiceByDelete),
  TOUCHES_BY_GET_ONLY(
      "H15_rollingOffReadingStillMovesTheTtl",
      NarrowMethods::knowsItsMethod,
      NarrowMethods::touchingByGetOnly),
  HIDES_FAILED_SAVES_OF_DELETE(
      "H19_aChangeThatCannotBeSavedIs503AndNoCookie", NarrowMethods::hidesFailedSavesOfDelete),
  TELLS_CACHES_OF_GET_ONLY(
      "H32_aResponseThatWasMadeFromTheSessionIsPrivate", NarrowMethods::tellsCachesOfGetOnly),
  BRINGS_BACK_BY_REPORT(
      "H13_aDestroyedSessionStaysGoneWhenASlowRequestSavesIt", NarrowMethods::bringsBackByReport),
  LOGS_IN_BY_POST_ONLY("H11_logInGivesANewIdAndKeepsTheData", NarrowMethods::logsInByPostOnly),
  ENDS_NOTHING_BY_HEAD(
      "H12_destroyRemovesTheKeyAndTakesTheCookieBack", NarrowMethods::endsNothingByHead),
  WAITS_HALF_A_SECOND_FOR_SAVES(
      "H5_aResponseWaitsAsLongAsRedisTakes", NarrowPatience::waitsHalfASecondForSaves),
  TURNS_SLOW_SAVES_INTO_ERRORS(
      "H5_aResponseWaitsAsLongAsRedisTakes", NarrowPatience::turnsSlowSavesIntoErrors),
  TAKES_SLOW_LOADS_FOR_NO_SESSION(
      "H5_aResponseWaitsAsLongAsRedisTakes", NarrowPatience::takesSlowLoadsForNoSession),
  LEAVES_LOST_REQUESTS_OPEN(
      "H41_aStreamThatNobodyReadsEndsItsRequest", NarrowPatience::leavesLostRequestsOpen),
  SAVES_ONLY_WHAT_WAS_SENT(
      "H41_whatAHandlerChangesIsSavedThoughNobodyWaitsForTheAnswer",
      NarrowPatience::savesOnlyWhatWasSent),
  LETS_NOBODY_IN_AFTER_A_LOST_REQUEST(
      "H41_aStreamThatNobodyReadsEndsItsRequest", NarrowPatience::letsNobodyInAfterALostRequest),
  DECIDES_BY_A_NORMALISED_PATH(
      "H25_aPathThatIsWrittenInAnotherWayIsOutsideOfTheCookiesPath",
      NarrowPaths::decidesByANormalisedPath),
  DECIDES_WITHOUT_DOUBLE_SLASHES(
      "H25_aLongerPathThatIsWrittenInAnotherWayIsOutsideToo",
      NarrowPaths::decidesWithoutDoubleSlashes),
  DECIDES_WITHOUT_PATH_PARAMETERS(
      "H25_aPathThatIsWrittenInAnotherWayIsOutsideOfTheCookiesPath",
      NarrowPaths::decidesWithoutPathParameters),
  LEAVES_STYLE_SHEETS_OUT(
      "H39_whereverAPathIsServedThatIsWrittenInAnotherWayItHasTheSession",
      NarrowPaths::leavesStyleSheetsOut),
  LEAVES_A_FOLDER_OUT(
      "H39_whereverAPathIsServedThatIsWrittenInAnotherWayItHasTheSession",
      NarrowPaths::leavesAFolderOut),
  SAVES_AT_KNOWN_PATHS_ONLY(
      "H39_whereverAPathIsServedThatIsWrittenInAnotherWayItHasTheSession",
      NarrowPaths::savesAtKnownPathsOnly),
  SHOWS_A_SESSION_AT_UNKNOWN_PATHS(
      "H39_whereverAPathIsServedThatIsWrittenInAnotherWayItHasTheSession",
      NarrowPaths::showsASessionAtUnknownPaths),
  HIDES_FAILED_SAVES_BEHIND_ERRORS(
      "H19_aChangeThatCannotBeSavedIs503WhateverTheHandlerAnswers",
      NarrowPatience::hidesFailedSavesBehindErrors),
  HIDES_FAILED_SAVES_OF_FORWARDS(
      "H19_aChangeThatCannotBeSavedIs503WhateverTheHandlerAnswers",
      NarrowPatience::hidesFailedSavesOfForwards),
  ANSWERS_NOTHING_WHERE_AN_ERROR_CANNOT_BE_SAVED(
      "H19_aChangeThatCannotBeSavedIs503WhateverTheHandlerAnswers",
      NarrowPatience::answersNothingWhereAnErrorCannotBeSaved),
  FAILS_TO_UNSET("H16_unsetKeepsTheSessionAsItWas", NarrowMethods::failsToUnset),
  TELLS_THE_ID_OF_WHAT_IS_CHANGED(
      "H21_theIdIsInNothingButTheCookie", NarrowMethods::tellsTheIdOfAnyAnswer),
  KNOWS_NO_ROBOTS("H39_whateverARequestCarriesItHasItsSession", NarrowRequests::knowsNoRobots),
  KNOWS_NO_TOKENS("H39_whateverARequestCarriesItHasItsSession", NarrowRequests::knowsNoTokens),
  KNOWS_NO_OTHER_ORIGINS(
      "H39_whateverARequestCarriesItHasItsSession", NarrowRequests::knowsNoOtherOrigins),
  KNOWS_NO_LONG_TARGETS(
      "H39_whateverARequestCarriesItHasItsSession", NarrowRequests::knowsNoLongTargets),
  STOPS_AT_AN_ODD_COOKIE(
      "H39_whateverARequestCarriesItHasItsSession", NarrowRequests::stopsAtAnOddCookie),
  SAVES_NOTHING_OF_PREFETCHES(
      "H39_whateverARequestCarriesItHasItsSession", NarrowRequests::savesNothingOfPrefetches),
  SAVES_NOTHING_OF_RANGES(
      "H39_whateverARequestCarriesItHasItsSession", NarrowRequests::savesNothingOfRanges),
  SAVES_NOTHING_BESIDE_A_LARGE_BODY(
      "H39_whateverARequestCarriesItHasItsSession", NarrowRequests::savesNothingBesideALargeBody),
  SAVES_NOTHING_BESIDE_CHUNKS(
      "H39_whateverARequestCarriesItHasItsSession", NarrowRequests::savesNothingBesideChunks),
  SAVES_NOTHING_OF_FORMS(
      "H39_whateverARequestCarriesItHasItsSession", NarrowRequests::savesNothingOfForms),
  GIVES_SCRIPTS_NO_COOKIE(
      "H39_whateverARequestCarriesItHasItsSession", NarrowRequests::givesScriptsNoCookie),
  SAVES_NOTHING_THAT_IS_CONDITIONAL(
      "H39_whateverARequestCarriesItHasItsSession", NarrowRequests::savesNothingThatIsConditional),
  BELIEVES_A_REWRITTEN_PATH(
      "H39_whateverARequestCarriesItHasItsSession", NarrowRequests::believesARewrittenPath),
  BELIEVES_THAT_IT_IS_SECURE(
      "H39_whateverARequestCarriesItHasItsSession", NarrowRequests::believesThatItIsSecure),
  TAKES_A_TOKEN_FOR_A_COOKIE(
      "H28_nothingButTheCookieCarriesAnId", NarrowRequests::takesATokenForACookie),
  FORGETS_THE_FORMER_PATH(
      "H31_aCookieThatMovesToAnotherPathIsTakenBackAtTheFormerOne",
      NarrowMethods::forgetsTheFormerPath),
  OVERWRITES_AN_ID_IN_USE(
      "H16_theSessionOfAnIdThatGenidMakesTwiceIsNotOverwritten",
      NarrowMethods::overwritesAnIdInUse),
  TAKES_EMPTY_TEXT_FOR_NOTHING("H4_anyTextIsAValue", NarrowMethods::takesEmptyTextForNothing),
  KNOWS_LOG_INS_OF_ITS_OWN_ONLY(
      "H29_everyServerKnowsOfTheLogIn", NarrowMethods::knowsLogInsOfItsOwnOnly),
  DROPS_BY_CLEARING("H11_regeneratingDropsTheDataAsAsked", NarrowMethods::dropsByClearing),
  KNOWS_ONE_HOST("H39_whateverARequestCarriesItHasItsSession", NarrowRequests::knowsOneHost),
  SAVES_NOTHING_ON_CLOSING_CONNECTIONS(
      "H39_whateverARequestCarriesItHasItsSession",
      NarrowRequests::savesNothingOnClosingConnections),
  WRITES_DATES_OF_THE_LOCALE(
      "H31_noLocaleAndNoTimeZoneChangesTheCookie", NarrowRequests::writesDatesOfTheLocale),
  TELLS_THE_ID_IN_AN_ENTITY_TAG(
      "H21_theIdIsInNothingButTheCookie", NarrowRequests::tellsTheIdInAnEntityTag),
  TURNS_NUMBERS_INTO_TEXT(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", NarrowValues::turnsNumbersIntoText),
  READS_NUMBERS_AS_DOUBLES(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", NarrowValues::readsNumbersAsDoubles),
  KEEPS_WHAT_FITS_INTO_A_COLUMN(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", NarrowValues::keepsWhatFitsIntoAColumn),
  DROPS_LONG_TEXTS(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", NarrowValues::dropsLongTexts),
  REMEMBERS_WHAT_WAS_COUNTED(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", NarrowValues::remembersWhatWasCounted),
  REMEMBERS_WHAT_WAS_UNSET(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", NarrowValues::remembersWhatWasUnset),
  SHOWS_WHAT_IT_HAS_DESTROYED(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", NarrowValues::showsWhatItHasDestroyed),
  LEAVES_CACHE_CONTROL_ALONE(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", NarrowAnswers::leavesCacheControlAlone),
  TAKES_NO_CACHE_FOR_PRIVATE(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", NarrowAnswers::takesNoCacheForPrivate),
  TAKES_A_PRIVATE_HEADER_FOR_PRIVATE(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      NarrowAnswers::takesAPrivateHeaderForPrivate),
  OVERRULES_SHARED_MAX_AGE(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", NarrowAnswers::overrulesSharedMaxAge),
  KNOWS_ONE_LINE_OF_A_HEADER(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", NarrowRequests::knowsOneLineOfAHeader),
  KNOWS_NO_FORWARDED(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", NarrowRequests::knowsNoForwarded),
  SHOWS_GENID_FEW_HEADERS(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", NarrowRequests::showsGenidFewHeaders),
  SETTLES_STREAMS(
      "H36_whatIsChangedInPlaceWhileTheResponseStreamsIsSaved", NarrowAnswers::settlesStreams);

  private final String test;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference, which holds no state
  private final Supplier<Behaviour> behaviour;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference, which holds no state
  private final UnaryOperator<RedisCommands> over;

  NarrowIntegration(String test, Supplier<Behaviour> behaviour) {
    this(test, behaviour, sound -> sound);
  }

  NarrowIntegration(String test, Supplier<Behaviour> behaviour, UnaryOperator<RedisCommands> over) {
    this.test = test;
    this.behaviour = behaviour;
    this.over = over;
  }

  @Override
  public String test() {
    return test;
  }

  @Override
  public Class<?> kit() {
    return SabotagedNarrowIntegration.class;
  }

  @Override
  public Behaviour behaviour() {
    return behaviour.get();
  }

  @Override
  public RedisCommands over(RedisCommands sound) {
    return over.apply(sound);
  }
}
