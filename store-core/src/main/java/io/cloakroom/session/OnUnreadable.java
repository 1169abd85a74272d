package io.cloakroom.session;

/**
 * What happens when a session is asked for whose record in Redis can't be read: damaged, encrypted
 * under a key that is gone, written by something else.
 */
public enum OnUnreadable {

  /**
   * It counts as absent: the user starts with a new session, under a new id. The bytes stay in
   * Redis until they expire, so that a key that was forgotten in a deployment can still be brought
   * back.
   */
  DISCARD,

  /** Reading it fails with {@link io.cloakroom.serializer.UnreadableRecordException}. */
  FAIL
}
