package io.cloakroom.record;

/**
 * Another platform that reads and writes the same records, such as an Express server. A store that
 * shares its sessions with it refuses whatever the peer could not read or would lose.
 */
public interface RecordPeer {

  /** Returns the platform's name, as messages use it. */
  String name();

  /** Returns the prefix of its keys, unless the store's options set another. */
  String prefix();

  /**
   * Checks what was changed in a record that is about to be saved. What the record had already is
   * not refused: it may be the peer's own.
   *
   * @param changed the attributes that were set, and the cookie; {@link SessionCookie#PLAIN} where
   *     that is as it was
   * @throws UnstorableAttributeException if the peer would lose a part of it; the message names the
   *     part
   */
  void check(RecordParts changed);
}
