package io.cloakroom.record;

/**
 * Reads records that another program wrote in a form of its own, so that its sessions can move
 * over. There is no writer. Implementations are safe for use by many threads at once.
 */
public interface ForeignRecords {

  /** Returns the program that wrote them, as messages name it: {@code "connect-redis-crypto"}. */
  String program();

  /**
   * Returns whether bytes begin as such a record does, and as no record of this store's does. This
   * says nothing about whether they can be opened.
   */
  boolean recognizes(byte[] stored);

  /**
   * Opens a record.
   *
   * @param stored anything: such a record, something else, garbage
   * @return the session's JSON as express-session writes it, in UTF-8
   * @throws UnreadableRecordException if it is not such a record, or damaged
   */
  byte[] open(byte[] stored);
}
