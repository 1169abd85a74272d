package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.crypto.KeyRing;
import io.cloakroom.tests.saboteurs.NamedTestSabotage;
import java.text.Normalizer;
import java.util.Locale;

/**
 * Stores that are sound but for one thing, invented as an outsider would: by what goes wrong in
 * stores, and not by the clauses that there are. Each is named with the test that catches it.
 */
enum UnexpectedStore implements StoreSabotage, NamedTestSabotage {
  TAKES_A_USER_CALLED_NULL_FOR_NONE(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      BrokenModels.users(user -> user.equals("null") ? "" : user)),
  TAKES_USERS_OF_ONE_HASH_FOR_ONE(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      BrokenModels.users(user -> Integer.toString(user.hashCode(), 36))),
  FOLDS_COMPATIBLE_USERS(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      BrokenModels.users(user -> Normalizer.normalize(user, Normalizer.Form.NFKC))),
  FOLDS_USERS_AS_TURKS_DO(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      BrokenModels.users(user -> user.toUpperCase(Locale.ROOT))),
  DROPS_ZEROS_FROM_USERS(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      BrokenModels.users(user -> user.replaceFirst("^0+(?=.)", ""))),
  TRIES_TWO_KEYS_ONLY(
      "S46_anySequenceOfVerbsShowsNothingThatIsToBeEncrypted",
      Opening.after(
          options -> {
            KeyRing ring = (KeyRing) Reflected.get(options, "encryption");
            if (ring != null && ring.keys().size() > 2) {
              options.encryption(KeyRing.of(ring.newest()).andRetired(ring.keys().get(1)));
            }
          })),
  LOSES_A_NAME_WITH_A_DOLLAR(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(UnexpectedStores::losesANameWithADollar)),
  MARKS_FOR_EVER(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays", Opening.port(UnexpectedStores::marksForEver)),
  FINDS_WHOM_A_SESSION_BELONGED_TO(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(UnexpectedStores::findsFormerUsers)),
  PASSES_OVER_EMPTY_SESSIONS(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(UnexpectedStores::passesOverEmptySessions)),
  RETIRES_WITHOUT_A_MARK(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(UnexpectedStores::retiresWithoutAMark)),
  RETIRES_NOTHING(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(UnexpectedStores::retiresNothing)),
  TOUCHES_AT_MOST_ONCE(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(UnexpectedStores::touchesAtMostOnce)),
  LOSES_A_COOKIES_DOMAIN_IN_A_MOVE(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(UnexpectedStores::losesTheDomainInAMove)),
  MOVES_AT_THE_THIRD_CONFLICT_IN_ANY_CASE(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.port(UnexpectedStores::movesAtTheThird)),
  LOSES_SESSIONS_OF_EVEN_COUNTS(
      "S27_moreSessionsOfAUserThanAnyBatchAreFoundAndEnded",
      Opening.port(UnexpectedStores::losesTheLastOfEvenCounts)),
  WALKS_OVER_FIVE_HUNDRED_PAGES_AT_MOST(
      "S43_damagedRecordsAnywhereOnManyPagesAreWalkedOver",
      Opening.port(UnexpectedStores::endsALongWalk)),
  LISTS_SESSIONS_AS_THEY_WERE(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(UnexpectedStores::listsSessionsAsTheyWere)),
  SHARES_WHAT_IT_LOADED(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(UnexpectedStores::sharesWhatItLoaded)),
  DESTROYS_IN_BACKGROUND(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(UnexpectedStores::destroysWithoutWaiting)),
  COUNTS_A_FUNCTION_TWICE(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(UnexpectedStores::countsAFunctionTwice)),
  SAVES_A_SECOND_TIME_WHAT_IS_GONE(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(UnexpectedStores::savesASecondTime)),
  SPARES_THE_FIRST_EXCEPTION_ONLY(
      "S27_moreSessionsOfAUserThanAnyBatchAreFoundAndEnded",
      Opening.store(UnexpectedStores::sparesTheFirstOnly)),
  KEEPS_A_ROUND_MAX_AGE(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.port(UnexpectedStores::roundsTtlsToMinutes)),
  HIDES_WHAT_OTHERS_STORED(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(MistakenStores::hidesWhatOthersStored)),
  CALLS_UNCHANGED_SAVED(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(MistakenStores::callsUnchangedSaved)),
  TOUCHES_WHAT_IS_UNCHANGED(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(MistakenStores::touchesWhatIsUnchanged)),
  MOVES_WITH_A_NEW_BEGINNING(
      "S24_whereTheLaterSaveWinsTheDataMovesToo",
      Opening.store(MistakenStores::movesWithANewBeginning)),
  DESTROYS_ALL_OF_A_USER_AND_COUNTS_ALL(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(MistakenStores::destroysAllOfAUserAndCountsAll)),
  FINDS_USERS_BY_BEGINNING(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(MistakenStores::findsUsersByBeginning)),
  FINDS_A_SESSION_TWICE(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(MistakenStores::findsASessionTwice)),
  COUNTS_MARKERS(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays", Opening.store(MistakenStores::countsMarkers)),
  TAKES_DESTROYED_FOR_REPLACED(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(MistakenStores::takesDestroyedForReplaced)),
  BEGINS_AGAIN_WITH_THE_OLD_COOKIE(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(MistakenStores::beginsAgainWithTheOldCookie)),
  UPDATES_WITHOUT_REMOVALS(
      "S36_whatWasOnlyReadIsNotWritten", Opening.store(MistakenStores::updatesWithoutRemovals)),
  SETS_WITHOUT_REMOVALS(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(MistakenStores::setsWithoutRemovals)),
  READS_FROM_A_STALE_CACHE(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(MistakenStores::readsFromAStaleCache)),
  LOOKS_UP_WITHOUT_TOUCHING(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(MistakenStores::looksUpWithoutTouching)),
  TAKES_EMPTY_TEXT_FOR_NULL(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(MistakenStores::takesEmptyTextForNull)),
  REORDERS_ATTRIBUTES(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(MistakenStores::reordersAttributes)),
  COMPARES_SIZES_OF_MAPS(
      "S37_anAttributeThatCannotBeRestoredFailsIfThatIsThePolicy",
      Opening.store(MistakenStores::comparesSizesOfMaps)),
  RETIRES_ONLY_WHAT_IS_THERE(
      "S24_forAWhileTheStoreKnowsThatASessionWasRetired",
      Opening.store(MistakenStores::retiresOnlyWhatIsThere)),
  WALKS_WITH_EMPTY_ENDS(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(MistakenStores::walksWithEmptyEnds)),
  ENDS_ALL_IN_SPITE_OF_FAILURES(
      "S39_everyVerbFailsWhileRedisCannotBeReached",
      Opening.store(MistakenStores::endsAllInSpiteOfFailures)),
  TAKES_AN_OUTAGE_FOR_NO_SESSION(
      "S39_everyVerbFailsWhileRedisCannotBeReached",
      Opening.store(MistakenStores::takesAnOutageForNoSession)),
  COUNTS_ONE_ENDED_SESSION_TOO_FEW(
      "S27_moreThanOneBatchIsFoundAndDestroyed",
      Opening.store(MistakenStores::countsOneEndedSessionTooFew)),
  KEEPS_A_MAX_AGE_THAT_WAS_REMOVED(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(MistakenStores::keepsAMaxAgeThatWasRemoved)),
  FORGETS_IDLE_AT_RESAVE(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(MistakenStores::forgetsIdleAtResave)),
  LOSES_NAMES_OF_THE_STORES_OWN(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.store(MistakenStores::losesNamesOfTheStoresOwn)),
  CUTS_COMPARED_TTLS_TO_A_YEAR(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.port(MistakenWrites::cutsComparedTtlsToAYear)),
  COUNTS_MINUTES_TWICE(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.port(MistakenWrites::countsMinutesTwice)),
  ROUNDS_COMPARED_TTLS_DOWN(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.port(MistakenWrites::roundsComparedTtlsDown)),
  ENTERS_FOR_THE_TTL_ONLY(
      "S27_theIndexExpiresByItself", Opening.port(MistakenWrites::entersForTheTtlOnly)),
  ENTERS_ONCE_PER_SESSION(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.port(MistakenWrites::entersOncePerSession)),
  MARKS_FOR_AN_HOUR(
      "S24_forAWhileTheStoreKnowsThatAnIdWasReplaced",
      Opening.port(MistakenWrites::marksForAnHour)),
  MARKS_FOR_TEN_SECONDS(
      "S24_forAWhileTheStoreKnowsThatAnIdWasReplaced",
      Opening.port(MistakenWrites::marksForTenSeconds)),
  EXPECTS_WHAT_WAS_THERE_TWO_CONFLICTS_AGO(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.port(MistakenWrites::expectsWhatWasThereTwoConflictsAgo)),
  LISTS_KEYS_UNDERNEATH(
      "S12_aPrefixWithGlobCharactersSeesExactlyItsOwnSessions",
      Opening.port(MistakenWrites::listsKeysUnderneath)),
  GIVES_NEW_SESSIONS_THE_USUAL_TTL(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.port(MistakenWrites::givesNewSessionsTheUsualTtl)),
  SETS_FOR_THE_LONGER_TTL(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.port(MistakenWrites::setsForTheLongerTtl)),
  READS_RECORDS_FROM_ONE_SECOND_AGO(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.port(MistakenWrites::readsRecordsFromOneSecondAgo)),
  KEEPS_A_KEY_BESIDE_EACH_SESSION(
      "S24_whereTheLaterSaveWinsTheDataMovesToo",
      Opening.port(MistakenWrites::keepsAKeyBesideEachSession)),
  COUNTS_A_HUNDRED_DELETED_AT_MOST(
      "S43_damagedRecordsAnywhereOnManyPagesAreWalkedOver",
      Opening.port(MistakenWrites::countsAHundredDeletedAtMost)),
  TOUCHES_NOT_FOR_LESS(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.port(MistakenWrites::touchesNotForLess)),
  READS_WITH_THE_USUAL_TTL_ONLY(
      "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
      Opening.port(MistakenWrites::readsWithTheUsualTtlOnly));

  private final String test;

  @SuppressWarnings("ImmutableEnumChecker") // a lambda, which holds no state
  private final Opening opening;

  UnexpectedStore(String test, Opening opening) {
    this.test = test;
    this.opening = opening;
  }

  @Override
  public String test() {
    return test;
  }

  @Override
  public Class<?> kit() {
    return SabotagedUnexpectedStore.class;
  }

  @Override
  public Opening opening() {
    return opening;
  }
}
