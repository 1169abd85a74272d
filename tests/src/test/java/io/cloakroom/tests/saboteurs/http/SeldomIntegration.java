package io.cloakroom.tests.saboteurs.http;

import io.cloakroom.tests.reference.Behaviour;
import io.cloakroom.tests.saboteurs.NamedTestSabotage;
import java.util.function.Supplier;

/**
 * Web integrations whose fault shows by what tests seldom vary: the day of the year, the ending of
 * an answer, requests at a time, an outage that lasts, an attribute's name. Each is named with the
 * test that catches it.
 */
enum SeldomIntegration implements IntegrationSabotage, NamedTestSabotage {
  EXPIRES_BY_THE_YEAR_OF_THE_WEEK(
      "H31_theCookiesEndIsRightAtTheEndOfEveryYear", SeldomAnswers::weekYear),
  EXPIRES_BY_TWELVE_HOURS(
      "H31_theCookiesEndIsRightAtTheEndOfEveryYear", SeldomAnswers::twelveHours),
  COUNTS_SECONDS_IN_32_BITS(
      "H31_theCookiesEndIsRightAtTheEndOfEveryYear", SeldomAnswers::secondsIn32Bits),
  TELLS_CACHES_OF_200_ONLY(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", SeldomAnswers::cachesOf200),
  LEAVES_REDIRECTS_OPEN(
      "H36_whateverIsAnsweredALateChangeIsSavedOrRefused",
      () -> SeldomAnswers.leavingOpen(status -> status == 302)),
  LEAVES_PAGES_THAT_ARE_GONE_OPEN(
      "H36_whateverIsAnsweredALateChangeIsSavedOrRefused",
      () -> SeldomAnswers.leavingOpen(status -> status == 410)),
  LEAVES_EMPTY_ANSWERS_OPEN(
      "H36_whateverIsAnsweredALateChangeIsSavedOrRefused",
      () -> SeldomAnswers.leavingOpen(status -> status == 204)),
  IGNORES_LATE_REMOVALS(
      "H36_afterTheResponseNothingElseIsDoneEither", SeldomAnswers::ignoresLateRemovals),
  TOUCHES_AGAIN_FOR_EVENTS("H24_noWayOfAnsweringCostsMore", SeldomAnswers::touchesEvents),
  READS_AGAIN_FOR_REDIRECTS("H24_noWayOfAnsweringCostsMore", SeldomAnswers::readsAgainForRedirects),
  FORGETS_FAILURES_OF_OTHER_THREADS(
      "H7_whatFailsOnAnotherThreadIsSavedOrDroppedByThePolicyToo", SeldomAnswers::otherThreads),
  LOGS_IDS_OF_FAILED_SAVES("H21_noIdIsPrinted", SeldomAnswers::logsIds),
  PRINTS_UNKNOWN_IDS("H21_noIdIsPrinted", SeldomAnswers::printsUnknownIds),
  TAKES_THE_SCHEME_OF_THE_TARGET(
      "H17_nothingElseThatARequestSaysMakesItsConnectionSecure",
      SeldomRequests::takesTheSchemeOfTheTarget),
  TAKES_PORT_443_FOR_TLS(
      "H17_nothingElseThatARequestSaysMakesItsConnectionSecure",
      SeldomRequests::takesPort443ForTls),
  TAKES_THE_SCHEME_OF_THE_ORIGIN(
      "H17_nothingElseThatARequestSaysMakesItsConnectionSecure",
      SeldomRequests::takesTheOriginsScheme),
  LOOKS_UP_FOR_EVERY_PAGE(
      "H1_whateverARequestCarriesASessionIsLookedUpOnlyIfAHandlerAsks",
      SeldomRequests::looksUpForPages),
  LOOKS_UP_FOR_EVERY_FORM(
      "H1_whateverARequestCarriesASessionIsLookedUpOnlyIfAHandlerAsks",
      SeldomRequests::looksUpForForms),
  DROPS_COOKIES_THAT_ARE_NOT_ASCII(
      "H39_whateverARequestCarriesItHasItsSession", SeldomRequests::dropsCookiesThatAreNotAscii),
  FOLDS_NAMES_OF_ATTRIBUTES("H4_anyTextIsANameAndNoTwoAreOne", SeldomRequests::foldsNames),
  STRIPS_NAMES_OF_ATTRIBUTES("H4_anyTextIsANameAndNoTwoAreOne", SeldomRequests::stripsNames),
  NORMALIZES_NAMES_OF_ATTRIBUTES(
      "H4_anyTextIsANameAndNoTwoAreOne", SeldomRequests::normalizesNames),
  FORWARDS_THE_LATEST_SESSION(
      "H35_requestsThatAreUnderWayTogetherHaveTheirOwnSessions",
      SeldomTimes::forwardsBySharedField),
  COMMITS_ONE_AT_A_TIME("H23_aSlowSaveHoldsUpNoOther", SeldomTimes::commitsOneAtATime),
  SHARES_LOOK_UPS_THAT_ARE_UNDER_WAY(
      "H29_aRequestThatWasLookedUpTogetherWithALogInCannotUndoIt", SeldomTimes::sharesLookUps),
  BREAKS_THE_CIRCUIT_FOR_TEN_SECONDS(
      "H19_afterALongOutageTheFirstRequestIsServed", SeldomTimes::breaksTheCircuit),
  LOSES_A_PERMIT_WITH_EACH_FAILURE(
      "H19_afterALongOutageTheFirstRequestIsServed", SeldomTimes::losesPermits),
  LOOKS_UP_AGAIN_AFTER_A_TIMEOUT(
      "H19_aRequestDoesNotAskAgainWhenRedisIsAway", SeldomTimes::looksUpAgainAfterATimeout),
  SAVES_AGAIN_AFTER_A_TIMEOUT(
      "H19_aRequestDoesNotAskAgainWhenRedisIsAway", SeldomTimes::savesAgainAfterATimeout);

  private final String test;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference, which holds no state
  private final Supplier<Behaviour> behaviour;

  SeldomIntegration(String test, Supplier<Behaviour> behaviour) {
    this.test = test;
    this.behaviour = behaviour;
  }

  @Override
  public String test() {
    return test;
  }

  @Override
  public Class<?> kit() {
    return SabotagedSeldomIntegration.class;
  }

  @Override
  public Behaviour behaviour() {
    return behaviour.get();
  }
}
