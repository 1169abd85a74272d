package io.cloakroom.tests.saboteurs.http;

import io.cloakroom.tests.reference.Behaviour;
import io.cloakroom.tests.saboteurs.NamedTestSabotage;
import java.util.function.Supplier;

/**
 * Web integrations with faults of a third round: what users of frameworks and their sessions have
 * reported, written down before the clauses were looked at again. Each is named with the test that
 * catches it.
 */
enum FieldIntegration implements IntegrationSabotage, NamedTestSabotage {
  PATCH_GETS_THE_CONNECTIONS_SESSION(
      "H39_noMethodWithoutACookieIsGivenTheSessionOfItsConnection",
      FieldRequests::patchGetsTheConnectionsSession),
  SECOND_SERVERS_LACK_OLD_SECRETS(
      "H18_aCookieUnderAnyOldSecretIsAcceptedAndIssuedAgain",
      FieldRequests::secondServersLackOldSecrets),
  DECODES_PLUS("H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", FieldRequests::decodesPlus),
  DECODES_COOKIES_TWICE("H16_anyTextThatGenidMakesIsAnId", FieldRequests::decodesCookiesTwice),
  EXPIRES_BY_LOCAL_TIME(
      "H15_rollingOnTheCookiesExpiryAndTheTtlMoveInStep", FieldRequests::expiresByLocalTime),
  REMOVES_WITHOUT_AN_END(
      "H12_theCookieIsTakenBackWhereItWasSet", FieldRequests::removesWithoutAnEnd),
  WRITES_ATTRIBUTES_IN_SMALL_LETTERS(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      FieldRequests::writesAttributesInSmallLetters),
  REMEMBERS_BY_COOKIE(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", FieldRequests::remembersByCookie),
  BEGINS_NOTHING_AFTER_A_DESTRUCTION(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      FieldRequests::beginsNothingAfterADestruction),
  LEAVES_CACHES_ALONE_WHERE_IT_REMOVES(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      FieldRequests::leavesCachesAloneWhereItRemoves),
  SETS_THE_COOKIE_OF_THE_RESPONSE_BEFORE(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      FieldRequests::setsTheCookieOfTheResponseBefore),
  SAVES_NOTHING_OF_UNKNOWN_METHODS(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      FieldRequests::savesNothingOfUnknownMethods),
  SAVES_NOTHING_WITHOUT_A_COOKIE(
      "H3_theFirstWriteOfAVisitorIsSavedByEveryMethodAndInEveryWay",
      FieldRequests::savesNothingWithoutACookie),
  READS_THE_SESSION_OF_THE_THREAD(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays",
      FieldRequests::readsTheSessionOfTheThread),
  DECODES_PATHS(
      "H25_aPathThatIsWrittenInAnotherWayIsOutsideOfTheCookiesPath", OutsideRequests::decodesPaths),
  COMMITS_ONLY_WHAT_HAS_A_ROUTE(
      "H16_saveUninitializedStoresASessionForEveryVisitor",
      OutsideRequests::commitsOnlyWhatHasARoute),
  ENDS_OTHERS_IF_IT_CAN("H19_noEndThatFailsHalfWayIsHidden", OutsideRequests::endsOthersIfItCan),
  READS_THE_LAST_COOKIE(
      "H20_noSessionBeginsInPlaceOfOneThatCannotBeReadWhateverElseIsSent",
      OutsideRequests::readsTheLastCookie),
  LEAVES_WHAT_THE_HANDLER_SAID(
      "H19_aChangeThatCannotBeSavedIs503AndNoCookie", OutsideRequests::leavesWhatTheHandlerSaid),
  BELIEVES_FORWARDED_ALONE(
      "H17_aProxyWhoseHeadersContradictEachOtherHasNotSaidHttps",
      ForgottenSides::believesForwardedAlone),
  RENEWS_BY_EVERY_SAVE(
      "H34_aSaveWhileTheResponseStreamsIsNoRenewal", ForgottenSides::renewsByEverySave),
  TAKES_WRITES_TO_WHAT_IT_HAS_EMPTIED(
      "H36_aSessionThatWasEmptyBeforeTheFirstByteIsRefusedToBeginAfterIt",
      ForgottenSides::takesWritesToWhatItHasEmptied),
  RETIRES_ONLY_WHAT_IS_THERE(
      "H14_whateverIsDoneWhileAnotherRequestHoldsTheSessionNeitherUndoesTheOther",
      ForgottenSides::retiresOnlyWhatIsThere);

  private final String test;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference, which holds no state
  private final Supplier<Behaviour> behaviour;

  FieldIntegration(String test, Supplier<Behaviour> behaviour) {
    this.test = test;
    this.behaviour = behaviour;
  }

  @Override
  public String test() {
    return test;
  }

  @Override
  public Class<?> kit() {
    return SabotagedFieldIntegration.class;
  }

  @Override
  public Behaviour behaviour() {
    return behaviour.get();
  }
}
