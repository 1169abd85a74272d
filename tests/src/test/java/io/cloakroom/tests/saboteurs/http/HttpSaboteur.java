package io.cloakroom.tests.saboteurs.http;

import io.cloakroom.http.OnUnavailable;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tests.reference.Behaviour;
import io.cloakroom.tests.saboteurs.NamedTestSabotage;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The table of tests and saboteurs of the H clauses: integrations that are sound but for one thing,
 * each with the test that must catch it.
 */
enum HttpSaboteur implements IntegrationSabotage, NamedTestSabotage {
  LOADS_WHETHER_ASKED_OR_NOT(
      "H1_aHandlerThatNeverAsksCostsNothing", BrokenSessions.LoadsWhetherAskedOrNot::new),
  CREATES_ON_READ(
      "H2_askingForAnAbsentSessionLeavesNothingBehind", BrokenSessions.CreatesOnRead::new),
  FORGETS_HTTP_ONLY(
      "H3_theUsualCookieSaysNoMoreThanItShould", () -> new BrokenCookies.Changed("; HttpOnly", "")),
  FORGETS_THE_EXPIRY(
      "H3_everyAttributeThatIsConfiguredIsSent",
      () -> new BrokenCookies.Changed("; Expires=[^;]*", "")),
  SPOILS_THE_SIGNATURE(
      "H3_theFirstWriteSetsOneCookieWithASignedId",
      () -> new BrokenCookies.Changed("\\.[^;]*;", ".AAAA;")),
  SENDS_ITS_COOKIE_TWICE(
      "H3_theFirstWriteSetsOneCookieWithASignedId", BrokenCookies.SentTwice::new),
  STARTS_WITH_ANY_COOKIE(
      "H3_aCookieThatNoBrowserWouldKeepIsRefusedAtTheStart", BrokenOptions::startingWithAnyCookie),
  FORGETS_REMOVALS("H4_whatWasRemovedIsGoneForTheNextRequest", BrokenSessions.ForgetsRemovals::new),
  FORGETS_CHANGES_IN_PLACE(
      "H4_whatWasChangedInPlaceIsSeenByTheNextRequest", BrokenSessions.HandsOutCopies::new),
  COMMITS_AFTER_THE_RESPONSE(
      "H5_aRedirectFollowedAtOnceFindsTheSession", BrokenResponses.CommitsAfterTheResponse::new),
  COMMITS_STREAMS_AT_THEIR_END(
      "H5_aClientThatReadsOnlyTheFirstByteOfAStreamFindsTheSession",
      BrokenResponses.CommitsStreamsAtTheirEnd::new),
  FORGETS_STREAMS("H6_everyResponseCommitsAChangeExactlyOnce", BrokenResponses.ForgetsStreams::new),
  SAVES_TWICE("H6_everyResponseCommitsAChangeExactlyOnce", BrokenStores.SavesTwice::new),
  SAVES_WHAT_A_FAILED_HANDLER_DID(
      "H7_aThrowingHandlersChangesAreDroppedWhereThatIsThePolicy",
      BrokenResponses.SavesWhatAFailedHandlerDid::new),
  DROPS_WHAT_A_FAILED_HANDLER_DID(
      "H7_aThrowingHandlersChangesAreSavedWhereThatIsThePolicy",
      BrokenResponses.DropsWhatAFailedHandlerDid::new),
  BEGINS_ANOTHER_SESSION_AFTER_A_FAILED_HANDLER(
      "H7_aThrowingHandlersChangesAreSavedWhereThatIsThePolicy",
      BrokenResponses.BeginsAnotherAfterAFailedHandler::new),
  REFUSES_BAD_COOKIES("H8_cookiesOfAnyBytesAreNoSession", BrokenCookies.RefusesBadCookies::new),
  ACCEPTS_ANY_SIGNATURE("H8_cookiesOfAnyBytesAreNoSession", BrokenCookies.AcceptsAnySignature::new),
  TAKES_BACK_WHAT_PROVES_NOTHING(
      "H8_aCookieWithoutAValidSignedIdIsNoSession", BrokenCookies.TakesBackWhatProvesNothing::new),
  ADOPTS_AN_UNKNOWN_ID("H9_anUnknownIdIsNeverAdopted", BrokenCookies.AdoptsAnUnknownId::new),
  ASKS_TWICE_FOR_AN_UNKNOWN_ID(
      "H9_anUnknownIdIsNoSessionForOneCommand", BrokenStores.AsksTwice::new),
  TAKES_THE_FIRST_COOKIE(
      "H10_theValidCookieIsFoundInWhateverOrder", BrokenCookies.TakesTheFirst::new),
  COUNTS_COOKIES_THAT_PROVE_NOTHING(
      "H10_theValidCookieIsFoundBehindManyForgedOnes", BrokenCookies.CountsWhatComes::new),
  ASKS_TOO_OFTEN_FOR_ENDED_SESSIONS(
      "H10_theValidCookieIsFoundBehindManyForgedOnes", BrokenStores.AsksTwice::new),
  STOPS_AT_WHAT_IT_CANNOT_READ(
      "H10_aCookieWhoseRecordCantBeReadDoesNotHideTheValidOne",
      BrokenStores.StopsAtTheUnreadable::new),
  KEEPS_THE_OLD_ID_ALIVE(
      "H11_logInGivesANewIdAndKeepsTheData", BrokenStores.KeepsTheOldIdAlive::new),
  LOSES_A_LATE_LOG_IN("H11_ofTwoLogInsAtOnceNeitherIsLost", BrokenStores.LosesALateLogIn::new),
  KEEPS_THE_ID_AT_LOG_IN("H11_logInGivesANewIdAndKeepsTheData", BrokenSessions.KeepsTheId::new),
  KEEPS_THE_DATA_WHATEVER_IS_ASKED(
      "H11_regeneratingDropsTheDataAsAsked", BrokenSessions.KeepsTheData::new),
  FORGETS_THE_PATH_ON_EXPIRY(
      "H12_theCookieIsTakenBackWhereItWasSet",
      () -> new BrokenCookies.Changed("; Path=[^;]*(; Expires=Thu, 01 Jan 1970)", "$1")),
  FORGETS_THE_DOMAIN_ON_EXPIRY(
      "H12_theCookieIsTakenBackWhereItWasSet",
      () -> new BrokenCookies.Changed("(=; Max-Age=0); Domain=[^;]*", "$1")),
  ONLY_TAKES_THE_COOKIE_BACK(
      "H12_destroyRemovesTheKeyAndTakesTheCookieBack", BrokenStores.DestroysNothing::new),
  RAISES_THE_DEAD(
      "H13_aDestroyedSessionStaysGoneWhenASlowRequestSavesIt",
      BrokenStores.OverwritesOnUpdate::new),
  RAISES_THE_DEAD_AT_LOG_IN(
      "H13_aLogInBringsNothingBackOfASessionDestroyedMeanwhile",
      BrokenStores.RegeneratesWhatIsGone::new),
  LETS_THE_LAST_WRITER_WIN(
      "H14_aSlowAndAFastRequestBothKeepTheirChanges", BrokenStores.OverwritesWhatIsThere::new),
  ALWAYS_ROLLS(
      "H15_rollingOffAnUnchangedResponseSetsNoCookie",
      () -> new BrokenOptions((builder, options) -> builder.rolling(true))),
  NEVER_ROLLS(
      "H15_rollingOnTheCookiesExpiryAndTheTtlMoveInStep",
      () -> new BrokenOptions((builder, options) -> builder.rolling(false))),
  NEVER_TOUCHES("H15_rollingOnTheCookiesExpiryAndTheTtlMoveInStep", BrokenStores.NeverTouches::new),
  IGNORES_SAVE_UNINITIALIZED(
      "H16_saveUninitializedStoresASessionForEveryVisitor",
      () -> new BrokenOptions((builder, options) -> builder.saveUninitialized(false))),
  IGNORES_RESAVE(
      "H16_resaveSavesAnUnchangedSession",
      () -> new BrokenOptions((builder, options) -> builder.resave(false))),
  ALWAYS_RESAVES(
      "H16_withoutResaveAnUnchangedSessionIsNotSaved",
      () -> new BrokenOptions((builder, options) -> builder.resave(true))),
  IGNORES_GENID("H16_genidMakesTheIds", BrokenOptions::ignoringGenid),
  KNOWS_ONLY_PLAIN_IDS("H16_anyTextThatGenidMakesIsAnId", BrokenCookies.KnowsOnlyPlainIds::new),
  IGNORES_UNSET("H16_unsetKeepsTheSessionAsItWas", BrokenSessions.IgnoresUnset::new),
  TRUSTS_EVERY_FORWARDED_PROTO(
      "H17_aForwardedProtoThatIsNotTrustedIsIgnored",
      () -> new BrokenOptions((builder, options) -> builder.proxy(true))),
  TRUSTS_NO_PROXY(
      "H17_behindATrustedProxyThatSaysHttpsTheSecureCookieIsSent",
      () -> new BrokenOptions((builder, options) -> builder.proxy(false))),
  TAKES_EVERY_CONNECTION_FOR_TLS(
      "H17_aSecureCookieOnPlainHttpIsNeitherSentNorItsSessionStored",
      BrokenCookies.TakesEveryConnectionForTls::new),
  FORGETS_OLD_SECRETS(
      "H18_aCookieUnderAnyOldSecretIsAcceptedAndIssuedAgain",
      BrokenOptions::withTheNewestSecretOnly),
  FORGETS_OLD_SECRETS_ON_ONE_SERVER(
      "H18_aCookieUnderAnyOldSecretIsAcceptedAndIssuedAgain",
      BrokenOptions::withOldSecretsOnOneServer),
  NEVER_SIGNS_ANEW(
      "H18_aCookieUnderAnyOldSecretIsAcceptedAndIssuedAgain",
      BrokenOptions::withTheOldestSecretFirst),
  TAKES_AN_OUTAGE_FOR_LOGGED_OUT(
      "H19_aSessionThatCannotBeReadIs503AndNotLoggedOut", BrokenOutages.TakesItForLoggedOut::new),
  PRETENDS_TO_SAVE(
      "H19_aChangeThatCannotBeSavedIs503AndNoCookie", BrokenOutages.PretendsToSave::new),
  PRETENDS_TO_LOG_OUT(
      "H19_aLogOutThatFailsIs503AndCanBeRepeated", BrokenOutages.PretendsToLogOut::new),
  NEVER_COMES_BACK(
      "H19_aSessionThatCannotBeReadIs503AndNotLoggedOut", BrokenOutages.NeverComesBack::new),
  LETS_A_SILENT_REDIS_TAKE_ALL_THREADS(
      "H19_aSilentRedisHoldsFewThreads", BrokenOutages.HasFewThreads::new),
  NEVER_GOES_ON(
      "H19_goingOnTellsTheHandlerAndKeepsTheCookie",
      () -> new BrokenOptions((builder, options) -> builder.onUnavailable(OnUnavailable.FAIL))),
  NEVER_TELLS_OF_AN_OUTAGE(
      "H19_goingOnTellsTheHandlerAndKeepsTheCookie", BrokenOutages.NeverTells::new),
  CALLS_EVERY_REFUSAL_AN_OUTAGE(
      "H19_whatRedisWillRefuseAgainIs500WithoutRetryAfter",
      BrokenOutages.CallsEveryRefusalAnOutage::new),
  BEGINS_ANOTHER_OVER_THE_UNREADABLE(
      "H20_anUnreadableRecordDoesNotLockItsUserOut", BrokenStores.TakesUnreadableForMissing::new),
  TAKES_UNREADABLE_FOR_AN_ERROR(
      "H20_anUnreadableRecordDoesNotLockItsUserOut", Behaviour::new, BrokenReading::failsOnNoise),
  LEAKS_THE_ID_IN_A_HEADER("H21_theIdIsInNothingButTheCookie", BrokenSessions.LeaksTheId::new),
  SHARES_ONE_STORE_IN_A_JVM(
      "H22_twoApplicationsShareEverythingWithoutMixing", BrokenStores.SharedInTheJvm::new),
  SHARES_ONE_COOKIE_NAME(
      "H22_twoApplicationsShareEverythingWithoutMixing",
      () -> new BrokenOptions((builder, options) -> builder.name("one.sid"))),
  READS_IN_TWO_COMMANDS("H24_readingCosts1", BrokenStores.ReadsInTwoCommands::new),
  REMEMBERS_WHAT_IT_READ("H24_readingCosts1", BrokenStores.RemembersWhatItRead::new),
  SAVES_BEFORE_IT_DESTROYS("H24_destroyingCostsAtMost2", BrokenStores.SavesBeforeItDestroys::new),
  IGNORES_THE_COOKIES_PATH(
      "H25_outsideOfTheCookiesPathThereIsNoSession", BrokenCookies.IgnoresThePath::new),
  TAKES_A_PREFIX_FOR_A_PATH(
      "H25_outsideOfTheCookiesPathThereIsNoSession", BrokenCookies.TakesAPrefixForAPath::new),
  STORES_WHAT_NO_COOKIE_REACHES(
      "H25_outsideOfTheCookiesPathNoSessionIsStored",
      BrokenSessions.StoresWhatNoCookieReaches::new),
  TAKES_AN_ID_FROM_A_HEADER(
      "H28_nothingButTheCookieCarriesAnId", BrokenCookies.TakesAnIdFromAHeader::new),
  TAKES_UNSIGNED_IDS("H28_nothingButTheCookieCarriesAnId", BrokenCookies.TakesUnsignedIds::new),
  BEGINS_ANOTHER_SESSION_AFTER_A_LOG_IN(
      "H29_aWriteWithTheOldIdThatArrivesAfterALogInIsGivenNoCookie",
      BrokenStores.ForgetsWhatWasReplaced::new),
  CALLS_A_LOG_OUT_DONE_THAT_CAME_TOO_LATE(
      "H12_aLogOutWhoseSessionGotANewIdMeanwhileIsNotAnsweredAsDone",
      BrokenStores.ForgetsWhatWasReplaced::new),
  ENDS_THE_SESSION_OF_THE_REQUEST_BEFORE(
      "H37_ofTwoAtATimeTheSecondLeavesTheSessionOfTheFirst",
      BrokenStores.ForgetsWhatWasReplaced::new),
  BELIEVES_WHAT_IT_READ_BEFORE(
      "H29_aSlowRequestThatOnlyReadIssuesNoCookieOfAnIdThatIsGone",
      BrokenStores.BelievesWhatItReadBefore::new),
  OPENS_THE_SESSION_BY_ITS_OLD_ID("H29_theOldIdOpensNothing", BrokenStores.KeepsTheOldIdAlive::new),
  FORGETS_WHAT_A_SESSION_TOOK_THE_PLACE_OF(
      "H29_aWriteWithTheOldIdThatArrivesAfterALogInIsGivenNoCookie",
      BrokenStores.OnlyDestroysWhatItReplaces::new),
  LOCKS_OUT_WHO_HAS_LOGGED_OUT(
      "H29_afterALogOutAClientMayBeginAnotherSessionAtOnce", BrokenStores.MarksWhatItDestroys::new),
  ENDS_WHAT_IT_CANNOT_TELL(
      "H30_whatWouldNeedACookieThatCannotBeSentIsNotDone", BrokenCookies.EndsWhatItCannotTell::new),
  FORGETS_SECURE(
      "H31_aNewIdsCookieIsSecureWhereTheConnectionIs",
      () -> new BrokenCookies.Changed("; Secure", "")),
  INHERITS_THE_COOKIE_BEFORE(
      "H31_aNewIdsCookieFollowsTheOptionsAndNotTheSessionBefore",
      BrokenStores.KeepsTheCookieAtANewId::new),
  LETS_CACHES_KEEP_COOKIES(
      "H32_aResponseThatSetsTheCookieIsPrivate", BrokenResponses.LeavesCachesAlone::new),
  BELIEVES_WHOEVER_SAYS_PUBLIC(
      "H32_aResponseThatSetsTheCookieIsPrivateWhateverItsHandlerSays",
      BrokenResponses.BelievesWhoeverSaysPublic::new),
  FORGETS_CACHES_WITH_A_HEADER_OF_THEIR_OWN(
      "H32_aResponseThatSetsTheCookieIsPrivateWhateverItsHandlerSays",
      BrokenResponses.ForgetsCachesWithAHeaderOfTheirOwn::new),
  FORGETS_WHAT_A_HANDLER_CALLS_PUBLIC(
      "H32_whatAHandlerCallsPublicStaysPublicWithoutACookie",
      BrokenResponses.ForgetsWhatAHandlerCallsPublic::new),
  LETS_NOTHING_BE_CACHED(
      "H32_aResponseThatNeverAskedForTheSessionStaysCacheable",
      BrokenResponses.LetsNothingBeCached::new),
  SHOWS_A_SESSION_TO_EVERYBODY(
      "H33_whereThereIsNoSessionNoneIsShown", BrokenSessions.ShowsASessionToEverybody::new),
  SHOWS_WHAT_IT_HAS_NOT_LOADED(
      "H33_whereThereIsNoSessionNoneIsShown", BrokenSessions.ShowsWhatItHasNotLoaded::new),
  NEVER_RENEWS_A_COOKIE(
      "H34_anActiveUsersCookieIsRenewedOnceAPartOfItHasGone",
      () -> new BrokenOptions((b, options) -> b.cookie(cookie -> cookie.renewAfter(1)))),
  ALWAYS_RENEWS_A_COOKIE(
      "H34_anActiveUsersCookieIsRenewedOnceAPartOfItHasGone",
      () -> new BrokenOptions((b, options) -> b.cookie(cookie -> cookie.renewAfter(0)))),
  READS_ONE_LINE_OF_COOKIES(
      "H39_theSessionIsFoundInEveryFormOfRequest", BrokenCookies.ReadsOneLineOfCookies::new),
  TAKES_THE_TARGET_FOR_THE_PATH(
      "H39_theCookiesPathIsLookedForInThePathOfTheTarget",
      BrokenCookies.TakesTheTargetForThePath::new),
  KEEPS_A_CONNECTIONS_COOKIE(
      "H39_requestsOnOneConnectionHaveTheirOwnSessions",
      BrokenCookies.KeepsAConnectionsCookie::new),
  GIVES_PATCH_ITS_CONNECTIONS_COOKIE(
      "H39_noMethodWithoutACookieIsGivenTheSessionOfItsConnection",
      BrokenCookies.GivesPatchItsConnectionsCookie::new),
  COUNTS_WHAT_IT_HAS_READ(
      "H40_aHundredRequestsAtATimeThatCountAllCount", BrokenSessions.CountsWhatItHasRead::new),
  LETS_CHANGES_COME_TOO_LATE(
      "H36_afterTheResponseAChangeIsRefused", BrokenResponses.NeverEnds::new),
  ANSWERS_LOST_CHANGES_AS_DONE(
      "H36_aChangeOfASessionThatExpiredMeanwhileIsNotAnsweredAsDone",
      BrokenStores.TakesExpiredForDestroyed::new),
  FAILS_WHERE_A_SESSION_IS_TO_END(
      "H12_aSessionThatEndsByWhatAHandlerSetIsLoggedOut", BrokenStores.TakesEndedForExpired::new),
  ENDS_NO_OTHER_SESSION("H37_aLogInCanEndTheUsersOtherSessions", BrokenStores.EndsNoOthers::new),
  ENDS_ITSELF_WITH_THE_OTHERS(
      "H37_aLogInCanEndTheUsersOtherSessions", BrokenStores.EndsItselfToo::new),
  ENDS_THE_OTHERS_AT_ONCE(
      "H37_aLogInCanEndTheUsersOtherSessions", BrokenSessions.EndsOthersAtOnce::new);

  private final String test;

  @SuppressWarnings("ImmutableEnumChecker") // a constructor, which holds no state
  private final Supplier<Behaviour> behaviour;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference, which holds no state
  private final UnaryOperator<RedisCommands> port;

  HttpSaboteur(String test, Supplier<Behaviour> behaviour) {
    this(test, behaviour, UnaryOperator.identity());
  }

  HttpSaboteur(String test, Supplier<Behaviour> behaviour, UnaryOperator<RedisCommands> port) {
    this.test = test;
    this.behaviour = behaviour;
    this.port = port;
  }

  @Override
  public String test() {
    return test;
  }

  @Override
  public Class<?> kit() {
    return SabotagedIntegration.class;
  }

  @Override
  public Behaviour behaviour() {
    return behaviour.get();
  }

  @Override
  public RedisCommands over(RedisCommands sound) {
    return port.apply(sound);
  }
}
