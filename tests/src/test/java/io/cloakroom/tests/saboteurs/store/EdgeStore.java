package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.tests.saboteurs.NamedTestSabotage;

/**
 * Stores that are sound for records of the usual size and form, and whose encryption looks sound in
 * one record. Each is named with the test that catches it.
 */
enum EdgeStore implements StoreSabotage, NamedTestSabotage {
  WRITES_WHAT_IS_LARGE_ANYWAY(
      "S50_aLargeRecordIsTreatedAsASmallOneIs", Opening.store(BrokenEdges::writesLargeAnyway)),
  SEES_NO_CHANGE_IN_WHAT_IS_LARGE(
      "S50_aLargeRecordIsTreatedAsASmallOneIs", Opening.store(BrokenEdges::seesNoChangeInLarge)),
  OVERWRITES_WHAT_IS_LARGE(
      "S50_aLargeRecordIsTreatedAsASmallOneIs", Opening.store(BrokenEdges::overwritesLarge)),
  PROLONGS_NOTHING_LARGE(
      "S50_aLargeRecordIsTreatedAsASmallOneIs", Opening.port(BrokenEdges::prolongsNothingLarge)),
  TOUCHES_NOTHING_LARGE(
      "S50_aLargeRecordIsTreatedAsASmallOneIs", Opening.store(BrokenEdges::touchesNothingLarge)),
  EXPANDS_WITHOUT_A_LIMIT(
      "S56_aRecordThatExpandsBeyondTheLimitIsUnreadable",
      Opening.port(BrokenEdges::expandsWithoutALimit)),
  EXPANDS_TWICE("S56_aFormWithinItselfIsUnreadable", Opening.port(BrokenEdges::expandsTwice)),
  COMPRESSES_BEYOND_THE_LIMIT(
      "S56_aSessionThatIsLargerThanTheLimitComesBack",
      Opening.port(BrokenEdges::compressesBeyondTheLimit)),
  COUNTS_NONCES("S46_everyByteOfANonceVaries", Opening.after(BrokenEdges::countsNonces)),
  TAKES_NONCES_FROM_A_CLOCK(
      "S46_everyByteOfANonceVaries", Opening.after(BrokenEdges::takesNoncesFromAClock)),
  BEGINS_NONCES_ALIKE("S46_everyByteOfANonceVaries", Opening.after(BrokenEdges::beginsNoncesAlike)),
  KEEPS_A_ZIPPED_COPY(
      "S46_anySequenceOfVerbsShowsNothingThatIsToBeEncrypted", BrokenNonces::keepsAZippedCopy),
  KEEPS_A_DEFLATED_COPY(
      "S46_anySequenceOfVerbsShowsNothingThatIsToBeEncrypted", BrokenNonces::keepsADeflatedCopy),
  ASKS_BY_THE_PLAIN_ID_FIRST(
      "S46_anySequenceOfVerbsShowsNothingThatIsToBeEncrypted", BrokenEdges::asksByThePlainIdFirst);

  private final String test;

  @SuppressWarnings("ImmutableEnumChecker") // what state there is, is a counter of nonces
  private final Opening opening;

  EdgeStore(String test, Opening opening) {
    this.test = test;
    this.opening = opening;
  }

  @Override
  public String test() {
    return test;
  }

  @Override
  public Class<?> kit() {
    return SabotagedEdgeStore.class;
  }

  @Override
  public Opening opening() {
    return opening;
  }
}
