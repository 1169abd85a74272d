package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.crypto.KeyRing;
import io.cloakroom.crypto.OnPlainRecord;
import io.cloakroom.tck.store.SessionStoreTck;

/**
 * The table of the clauses about encryption, compression and hashing, and of stores that break
 * them: each is sound but for one thing, and has the clause that must catch it.
 *
 * <p>Nobody can take the cipher out of a store from outside, so what a store with a broken cipher
 * would do is done by the port beneath it or the store around it.
 */
enum SecrecySaboteur implements StoreSabotage {
  LOSES_THE_EXPIRY_OF_WHAT_IS_ENCRYPTED("S6", Opening.port(BrokenForms::losesTheExpiryOfEncrypted)),
  LOSES_THE_EXPIRY_OF_WHAT_IS_COMPRESSED(
      "S6", Opening.port(BrokenForms::losesTheExpiryOfCompressed)),
  OVERWRITES_WHAT_IS_ENCRYPTED("S6", Opening.port(BrokenForms::overwritesWhatIsEncrypted)),
  ENCRYPTS_NOTHING("S20", BrokenCiphers::encryptsNothing),
  IGNORES_THE_TAG("S20", BrokenCiphers.ignoringTheTag()),
  HANDS_OUT_WHAT_IT_CANNOT_OPEN("S20", Opening.store(BrokenCiphers::handsOutWhatItCannotOpen)),
  ALWAYS_ACCEPTS_PLAIN_RECORDS(
      "S21", Opening.after(options -> options.onPlainRecord(OnPlainRecord.ACCEPT))),
  ALWAYS_REJECTS_PLAIN_RECORDS(
      "S21", Opening.after(options -> options.onPlainRecord(OnPlainRecord.REJECT))),
  LEAVES_PLAIN_RECORDS_PLAIN("S21", Opening.port(BrokenForms::leavesRecordsInTheirForm)),
  BINDS_RECORDS_TO_NOTHING("S22", BrokenCiphers::bindsRecordsToNothing),
  FORGETS_RETIRED_KEYS("S23", Opening.port(BrokenForms::forgetsTheOldKey)),
  LEAVES_RECORDS_UNDER_THEIR_OLD_KEY("S23", Opening.port(BrokenForms::leavesRecordsInTheirForm)),
  KEEPS_REMOVED_KEYS(
      "S23",
      Opening.after(
          options ->
              options.encryption(
                  KeyRing.of(SessionStoreTck.KEY).andRetired(SessionStoreTck.OLD_KEY)))),
  HASHES_NOTHING("S28", BrokenHashing::hashesNothing),
  WRITES_THE_ID_INTO_THE_RECORD("S28", Opening.store(BrokenHashing::writesTheIdIntoTheRecord)),
  LISTS_IDS_THAT_IT_CANNOT_KNOW("S28", Opening.store(BrokenHashing::listsIdsThatItCannotKnow)),
  LOADS_THE_CLASS_OF_A_TAG("S29", Opening.records(BrokenLoading::loadsTheClassOfATag)),
  TAKES_A_TAG_THAT_LIES_FOR_NONE("S29", Opening.records(BrokenLoading::takesATagThatLiesForNone)),
  LOADS_THE_CLASS_OF_A_MEMBER("S29", Opening.records(BrokenLoading::loadsTheClassOfAMember));

  private final String clause;

  @SuppressWarnings("ImmutableEnumChecker") // what state there is, is by the keys of one test
  private final Opening opening;

  SecrecySaboteur(String clause, Opening opening) {
    this.clause = clause;
    this.opening = opening;
  }

  @Override
  public String clause() {
    return clause;
  }

  @Override
  public Class<?> kit() {
    return SabotagedSecrecy.class;
  }

  @Override
  public Opening opening() {
    return opening;
  }
}
