package io.cloakroom.crypto;

/** What a store that encrypts does with a record that is not encrypted. */
public enum OnPlainRecord {

  /** It is read, and encrypted when it is next saved: for switching encryption on. */
  ACCEPT,

  /**
   * It counts as unreadable: nobody who can write to Redis but lacks the key can make up a session.
   */
  REJECT
}
