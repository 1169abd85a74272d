package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.redis.resilience.Resilience;
import io.cloakroom.tests.saboteurs.NamedTestSabotage;

/**
 * Stores that take one thing for another: a masked id for the id, a spoilt record for none, now for
 * later, the first for all. Each is named with the test that catches it.
 */
enum ConfusedStore implements StoreSabotage, NamedTestSabotage {
  TAKES_A_MASKED_ID_FOR_THE_ID(
      "S27_destroyAllLeavesExactlyTheSessionsThatStay",
      Opening.store(ConfusedStores.StaysByMask::new)),
  REPORTS_A_MASKED_ID_ONCE(
      "S51_ifSeveralServersLookAtATimeOneReportsEachSession",
      Opening.store(ConfusedStores.ReportsByMask::new)),
  TAKES_THE_UNREADABLE_FOR_THE_MISSING(
      "S33_everyLookUpTellsWhatCannotBeReadFromWhatIsNotThere",
      Opening.store(ConfusedStores.LooksUpByGet::new)),
  NAMES_THE_SESSION_OF_A_TIMEOUT(
      "S39_everyVerbFailsWhileRedisCannotBeReached",
      Opening.store(ConfusedStores.TellsWhatTimedOut::new)),
  WALKS_AHEAD(
      "S15_nothingIsAskedForBeforeTheNextBatchIs", Opening.store(ConfusedStores.WalksAhead::new)),
  LEASES_FOR_MILLISECONDS(
      "S51_whatOneServerReportsNoOtherReportsMeanwhile",
      Opening.port(ConfusedPorts::leasesForMilliseconds)),
  TAKES_LITTLE_TIME_FOR_DISUSE(
      "S26_whoUsesASessionFindsItUntilItsEnd",
      Opening.port(ConfusedPorts::takesLittleTimeForDisuse)),
  BINDS_RECORDS_TO_ASCII(
      "S22_aRecordCopiedToAKeyThatIsLikeItsOwnIsUnreadable",
      Opening.port(ConfusedPorts::bindsToAscii)),
  KEEPS_A_TTL_THAT_IS_THERE(
      "S18_disableTtlTakesAwayTheTtlThatASessionHadBefore",
      Opening.port(ConfusedPorts.KeepsTtl::new)),
  TELLS_THE_FIRST_OBSERVER(
      "S11_aConflictThatWasResolvedIsCounted", Opening.after(ConfusedStores::onlyTheFirstObserver)),
  TRIES_NOTHING_AGAIN(
      "S39_byDefaultWhatReachesNoRedisIsTriedAgainIfThatDoesNoHarm",
      Opening.before(options -> options.resilience(Resilience.NONE))),
  STORES_ONCE_WHAT_CANNOT_CHANGE(
      "S40_aListThatGrewInsideOfWhatCannotChangeIsSaved",
      Opening.records(HashedForms.ByIdentity::new));

  private final String test;

  @SuppressWarnings("ImmutableEnumChecker") // lambdas, which hold no state
  private final Opening opening;

  ConfusedStore(String test, Opening opening) {
    this.test = test;
    this.opening = opening;
  }

  @Override
  public String test() {
    return test;
  }

  @Override
  public Class<?> kit() {
    return SabotagedConfusedStore.class;
  }

  @Override
  public Opening opening() {
    return opening;
  }
}
