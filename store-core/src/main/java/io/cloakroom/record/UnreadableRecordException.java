package io.cloakroom.record;

/**
 * Stored bytes that are not a session: damaged, written by something else, encrypted under an
 * unknown key, or holding a class that may not be restored. The message says which, without showing
 * any of the content.
 */
public final class UnreadableRecordException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param reason what is wrong with the bytes, with nothing of what they say
   */
  public UnreadableRecordException(String reason) {
    super(reason);
  }
}
