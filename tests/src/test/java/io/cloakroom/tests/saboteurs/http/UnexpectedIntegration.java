package io.cloakroom.tests.saboteurs.http;

import io.cloakroom.tests.reference.Behaviour;
import io.cloakroom.tests.saboteurs.NamedTestSabotage;
import java.util.function.Supplier;

/**
 * Web integrations that are sound but for one thing, invented as an outsider would: by what goes
 * wrong in them, and not by the clauses that there are. Each is named with the test that catches
 * it.
 */
enum UnexpectedIntegration implements IntegrationSabotage, NamedTestSabotage {
  SAVES_NOTHING_OF_205(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      () -> UnexpectedRequests.uncommittedFor(205)),
  SAVES_NOTHING_OF_304(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      () -> UnexpectedRequests.uncommittedFor(304)),
  SAVES_NOTHING_OF_409(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      () -> UnexpectedRequests.uncommittedFor(409)),
  SETS_NO_COOKIE_FOR_304(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      () -> UnexpectedRequests.withoutCookieFor(304)),
  SETS_NO_COOKIE_FOR_ERRORS(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      UnexpectedRequests::withoutCookieForErrors),
  FORGETS_PARTITIONED_WHEN_IT_REMOVES(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      () -> UnexpectedRequests.removing("; Partitioned", "")),
  FORGETS_SAME_SITE_WHEN_IT_REMOVES(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      () -> UnexpectedRequests.removing("; SameSite=[A-Za-z]+", "")),
  FORGETS_SECURE_WHEN_IT_REMOVES(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      () -> UnexpectedRequests.removing("; Secure", "")),
  FORGETS_THE_EXPIRY_OF_A_NEW_ID(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      UnexpectedRequests::withoutExpiryWhenReissued),
  IGNORES_A_THIRD_SECRET(
      "H18_aCookieUnderAnyOldSecretIsAcceptedAndIssuedAgain", UnexpectedRequests::withTwoSecrets),
  SIGNS_NEW_IDS_WITH_THE_SECOND_SECRET(
      "H18_aCookieUnderAnyOldSecretIsAcceptedAndIssuedAgain",
      UnexpectedRequests::signingNewOnesOldly),
  READS_TWENTY_COOKIES(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      () -> UnexpectedRequests.readingCookies(20)),
  FOLDS_THE_COOKIES_NAME(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", UnexpectedRequests::foldingNames),
  FINDS_ITS_NAME_WITHIN_ANOTHER(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", UnexpectedRequests::findingNamesWithin),
  SAVES_WHAT_AN_ERROR_LEFT(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      UnexpectedRequests::savingWhatErrorsLeft),
  SHOWS_THE_LAST_SESSION_AFTER_AN_ERROR(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", UnexpectedRequests::leakingAfterErrors),
  KEEPS_VALUES_AFTER_A_DESTRUCTION(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      UnexpectedRequests::keepingWhatWasDestroyed),
  FORGETS_A_SECOND_LOG_IN(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      UnexpectedRequests::forgettingSecondLogIns),
  SETS_NO_COOKIE_ON_A_SECOND_REQUEST_OF_A_CONNECTION(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      UnexpectedRequests::silentOnKeptConnections),
  READS_COOKIES_WITHOUT_SPACES(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      UnexpectedRequests::readingWithSpacesOnly),
  SAVES_NOTHING_OF_A_STREAM_BY_POST(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      UnexpectedRequests::uncommittedPostStreams),
  JOINS_COOKIES_IN_ONE_LINE(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", UnexpectedRequests::joiningCookies),
  REMOVES_BEFORE_IT_SAVES(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      UnexpectedRequests::forgettingRemovalsAfterReads),
  SAVES_NOTHING_OF_HEAD(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", MistakenRequests::savesNothingOfHead),
  SAVES_NOTHING_OF_OPTIONS(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", MistakenRequests::savesNothingOfOptions),
  SAVES_NOTHING_OF_DELETE(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", MistakenRequests::savesNothingOfDelete),
  SAVES_NOTHING_OF_SERVER_ERRORS(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      MistakenRequests::savesNothingOfServerErrors),
  SAVES_NOTHING_OF_REDIRECTS(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      MistakenRequests::savesNothingOfRedirects),
  SAVES_NOTHING_OF_204(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", MistakenRequests::savesNothingOf204),
  SAVES_NOTHING_OF_UNKNOWN_STATUSES(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      MistakenRequests::savesNothingOfUnknownStatuses),
  SETS_NO_COOKIE_WITHOUT_A_BODY(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      MistakenRequests::setsNoCookieWithoutABody),
  SETS_NO_COOKIE_WITH_SERVER_ERRORS(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      MistakenRequests::setsNoCookieWithServerErrors),
  SETS_NO_COOKIE_OF_STREAMS(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", MistakenRequests::setsNoCookieOfStreams),
  SETS_NO_COOKIE_OF_THROWS(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", MistakenRequests::setsNoCookieOfThrows),
  REPLACES_OTHER_COOKIES(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", MistakenRequests::replacesOtherCookies),
  LEAVES_CACHES_ALONE_FOR_ERRORS(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      MistakenRequests::leavesCachesAloneForErrors),
  FORGETS_HTTP_ONLY_AT_A_LOG_IN(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      MistakenRequests::forgetsHttpOnlyAtALogIn),
  FORGETS_SAME_SITE_AT_A_LOG_IN(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      MistakenRequests::forgetsSameSiteAtALogIn),
  WIDENS_THE_PATH_AT_A_LOG_IN(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", MistakenRequests::widensThePathAtALogIn),
  FORGETS_THE_DOMAIN_AT_A_LOG_IN(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      MistakenRequests::forgetsTheDomainAtALogIn),
  FORGETS_PRIORITY_AT_A_LOG_IN(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      MistakenRequests::forgetsPriorityAtALogIn),
  REMOVES_WITH_THE_OLD_VALUE(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      MistakenRequests::removesWithTheOldValue),
  REMOVES_UNDER_THE_ROOT(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", MistakenRequests::removesUnderTheRoot),
  REMOVES_HTTP_ONLY_COOKIES_OPENLY(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      MistakenRequests::removesHttpOnlyCookiesOpenly),
  JOINS_LINES_BY_COMMAS(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", MistakenRequests::joinsLinesByCommas),
  READS_THE_LAST_LINE(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", MistakenRequests::readsTheLastLine),
  READS_600_CHARACTERS_OF_COOKIES(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      MistakenRequests::reads600CharactersOfCookies),
  KNOWS_PROXIES_BY_EXACT_WORDS(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      MistakenRequests::knowsProxiesByExactWords),
  SAYS_NOTHING_OF_FAILURES(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", MistakenRequests::saysNothingOfFailures),
  TAKES_SERVER_ERRORS_FOR_FAILED_HANDLERS(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      MistakenRequests::takesServerErrorsForFailedHandlers),
  REMEMBERS_WHAT_IT_READ(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", MistakenRequests::remembersWhatItRead),
  SETS_ONLY_WHAT_DIFFERS(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", MistakenRequests::setsOnlyWhatDiffers),
  REMOVES_BY_NULL(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", MistakenRequests::removesByNull),
  DESTROYS_AT_THE_END(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", MistakenRequests::destroysAtTheEnd),
  KEEPS_THE_SESSION_OF_A_NEW_ID(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      MistakenRequests::keepsTheSessionOfANewId),
  UNSETS_BY_DESTROYING("H16_unsetKeepsTheSessionAsItWas", MistakenRequests::unsetsByDestroying),
  SAVES_NOTHING_OF_A_STREAM_BY_HEAD(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      MistakenRequests::savesNothingOfAStreamByHead);

  private final String test;

  @SuppressWarnings("ImmutableEnumChecker") // a lambda, which holds no state
  private final Supplier<Behaviour> behaviour;

  UnexpectedIntegration(String test, Supplier<Behaviour> behaviour) {
    this.test = test;
    this.behaviour = behaviour;
  }

  @Override
  public String test() {
    return test;
  }

  @Override
  public Class<?> kit() {
    return SabotagedUnexpectedIntegration.class;
  }

  @Override
  public Behaviour behaviour() {
    return behaviour.get();
  }
}
