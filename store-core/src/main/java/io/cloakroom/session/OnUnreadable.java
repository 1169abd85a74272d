package io.cloakroom.session;

/**
 * What happens when the record of a requested session can't be read, because it is damaged,
 * encrypted under a key that is gone, or written by something else.
 */
public enum OnUnreadable {

  /**
   * It counts as absent: the user starts with a new session, under a new id. The bytes stay in
   * Redis until they expire, so that a key that was forgotten in a deployment can still be brought
   * back.
   */
  DISCARD,

  /** Reading it fails with {@link io.cloakroom.record.UnreadableRecordException}. */
  FAIL
}
