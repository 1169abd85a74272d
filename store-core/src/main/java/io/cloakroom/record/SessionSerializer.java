package io.cloakroom.record;

/**
 * Turns a session's record into bytes and back. JSON is the default; a serializer of your own
 * implements these two methods.
 *
 * <p>What {@link #deserialize} gives back must equal what {@link #serialize} was given, value by
 * value and class by class; what can't come back equal is to be refused by {@code serialize}. Equal
 * records should become equal bytes: where they don't, sessions are written more often than needed.
 *
 * <p>Implementations are safe for use by many threads at once.
 */
public interface SessionSerializer {

  /**
   * Writes a record.
   *
   * @throws UnstorableAttributeException if an attribute's value would not come back equal
   */
  byte[] serialize(SessionRecord sessionRecord);

  /**
   * Reads a record.
   *
   * @param bytes anything: what {@link #serialize} wrote, what another application wrote, garbage
   * @throws UnreadableRecordException if the bytes are not a record. Its message and its causes
   *     hold nothing of the bytes' content. No other exception is thrown, whatever the bytes are
   */
  SessionRecord deserialize(byte[] bytes);
}
