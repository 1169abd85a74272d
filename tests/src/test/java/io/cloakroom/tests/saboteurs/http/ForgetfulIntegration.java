package io.cloakroom.tests.saboteurs.http;

import io.cloakroom.tests.reference.Behaviour;
import io.cloakroom.tests.saboteurs.NamedTestSabotage;
import java.util.function.Supplier;

/**
 * Web integrations that go by what they saw last: the last cookie, today's options, a signature
 * that was right once. Each is named with the test that catches it.
 */
enum ForgetfulIntegration implements IntegrationSabotage, NamedTestSabotage {
  TAKES_THE_LAST_COOKIE(
      "H10_ofSeveralCookiesWithASessionTheFirstCounts", ForgetfulAnswers::takesTheLastCookie),
  REMEMBERS_SIGNATURES(
      "H18_aCookieUnderASecretThatWasTakenAwayIsNoSession", ForgetfulAnswers::remembersSignatures),
  TAKES_COOKIES_BACK_BY_OPTIONS(
      "H12_theCookieIsTakenBackWhereItsSessionHasItWhateverTheOptionsSayNow",
      ForgetfulAnswers::takesBackByOptions),
  SENDS_COOKIES_OF_READERS_ALONE(
      "H34_whoChangesTheSessionInEveryRequestKeepsTheCookie",
      ForgetfulAnswers::sendsCookiesOfReadersAlone),
  LEAVES_SAME_SITE_OUT("H31_aCookieWithoutSameSiteGetsIt", ForgetfulAnswers::leavesSameSiteOut),
  LEAVES_COOKIES_IN_OTHER_DOMAINS(
      "H31_aCookieThatMovesToAnotherDomainIsTakenBackAtTheFormerOne",
      ForgetfulAnswers::leavesOtherDomains),
  RENEWS_SHORT_COOKIES_ALONE(
      "H34_aCookieWhoseMaxAgeIsItsOwnIsRenewedToo", ForgetfulAnswers::renewsShortOnesAlone),
  TAKES_ONE_COOKIE(
      "H29_theIdFromBeforeALogInIsKnownBehindOthersToo", ForgetfulAnswers::takesOneCookie),
  LOADS_FOR_EVERY_RESPONSE(
      "H15_rollingLeavesAloneWhatAsksForNoSession", ForgetfulAnswers::loadsForEveryResponse),
  RESAVES_OVER_WHATEVER_IS_THERE(
      "H16_resaveBringsNothingBack", ForgetfulAnswers::resavesOverWhateverIsThere),
  LOGS_IN_WITHOUT_THE_SESSION(
      "H19_aLogInThatCouldNotReadTheSessionFailsAlthoughRedisIsBack",
      ForgetfulAnswers::logsInWithoutTheSession),
  TAKES_THE_FIRST_SIGNATURE_OF_AN_ID(
      "H10_theValidCookieIsFoundInWhateverOrder", ForgetfulAnswers::takesTheFirstSignature),
  LEAVES_THE_OLD_RECORD(
      "H20_aLogInOverARecordThatCannotBeReadLeavesNothingUnderTheOldId",
      ForgetfulAnswers::leavesTheOldRecord),
  HIDES_REFUSALS("H19_goingOnHidesNoRefusal", ForgetfulAnswers::hidesRefusals),
  DECODES_PATHS("H39_aCookiesPathMayBeWrittenInAnotherWay", ForgetfulAnswers::decodesPaths),
  ASKS_AGAIN("H19_aHandlerThatAsksAgainWhenRedisIsBackIsAnsweredTheSame", OtherAsks::again),
  ASKS_FOR_EACH_USE("H19_whoGoesOnAsksOnceHoweverOftenTheSessionIsUsed", OtherAsks::forEachUse),
  SAVES_WHAT_BEGAN_UNASKED(
      "H7_aSessionThatBeginsUnaskedHasNothingOfAThrowingHandlersWhereThatIsThePolicy",
      ForgetfulAnswers::savesWhatBeganUnasked),
  ENDS_THE_FORMER_USERS_SESSIONS(
      "H37_theOthersAreThoseOfTheUserWhoIsLoggedInThen", OtherAsks::endsTheFormerUsers),
  KNOWS_THREE_CACHES(
      "H32_aResponseThatSetsTheCookieIsPrivateWhateverItsHandlerSays",
      ForgetfulAnswers::knowsThreeCaches),
  DROPS_COOKIES_WITH_CHANGES(
      "H7_theCookieThatIsDueAnywayComesWithTheErrorToo", ForgottenCookies::ofHandlersThatFail),
  SENDS_SAME_SITE_BY_TLS_ALONE(
      "H31_sameSiteAutoIsNoneForASecureCookieOverTlsAlone", ForgottenCookies::sameSiteByTlsAlone),
  ADDS_A_SLASH("H25_aPathIsCoveredByItselfAndByThoseThatItLiesBelow", ForgottenCookies::withASlash),
  PASSES_OVER_LONG_COOKIES(
      "H39_theSessionIsFoundAmongOtherCookiesHoweverLongAndMany", ForgottenCookies::longOnes),
  RENEWS_NOW_AND_THEN(
      "H34_eachUseRenewsTheCookieOrNoneDoesWhereThatIsAsked", ForgottenCookies::renewsNowAndThen),
  RENEWS_WHAT_IS_NEW(
      "H34_aChangeThatSendsTheCookieCountsAsItsRenewal", ForgottenCookies::renewsWhatIsNew),
  SAVES_BEHIND_ANSWERS_WITHOUT_A_BODY(
      "H5_anAnswerWithoutABodyWaitsForTheSessionToo", OtherAsks::savesBehindAnswersWithoutABody),
  ENDS_BEFORE_IT_HAS_SAVED(
      "H36_whoHasTheWholeStreamSeesWhatWasChangedDuringIt", OtherAsks::endsBeforeItHasSaved),
  ENDS_ALTHOUGH_IT_COULD_NOT_SAVE(
      "H36_aStreamWhoseChangesCannotBeSavedIsBrokenOff", OtherAsks::endsAlthoughItCouldNotSave),
  HIDES_CONFLICTS(
      "H19_aChangeForWhichOthersAreAlwaysFasterIs503WithRetryAfterAndNothingIsDone",
      ForgottenCookies::hidesConflicts),
  ENDS_WHAT_IS_THERE_ALONE(
      "H14_whateverIsDoneWhileAnotherRequestHoldsTheSessionNeitherUndoesTheOther",
      StoreMistakes::endsWhatIsThereAlone),
  FAILS_WHERE_A_RENEWAL_DOES(
      "H34_aRenewalThatCannotBeSavedLeavesThePageAndComesLater",
      StoreMistakes::failsWhereARenewalDoes),
  SAYS_NOTHING_OF_WHAT_IT_COULD_NOT_SAVE(
      "H32_aPageThatGoesOnWithoutItsSaveIsPrivate", StoreMistakes::saysNothingOfWhatItCouldNotSave),
  TAKES_CHANGES_FOR_RENEWALS(
      "H19_aChangeThatCannotBeSavedIs503WhereTheCookieIsToBeRenewedToo",
      StoreMistakes::takesChangesForRenewals),
  TAKES_LOG_OUTS_FOR_DONE(
      "H19_H35_anySequenceWhileRedisComesAndGoesIsAnsweredAsTheModelSays",
      StoreMistakes::takesLogOutsForDone);

  private final String test;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference, which holds no state
  private final Supplier<Behaviour> behaviour;

  ForgetfulIntegration(String test, Supplier<Behaviour> behaviour) {
    this.test = test;
    this.behaviour = behaviour;
  }

  @Override
  public String test() {
    return test;
  }

  @Override
  public Class<?> kit() {
    return SabotagedForgetfulIntegration.class;
  }

  @Override
  public Behaviour behaviour() {
    return behaviour.get();
  }
}
