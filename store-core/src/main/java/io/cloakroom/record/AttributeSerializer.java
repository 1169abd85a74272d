package io.cloakroom.record;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A serializer that stores each attribute by itself. A session then restores only the attributes
 * that it is asked for, writes back byte for byte what nobody asked for, and keeps what this
 * release of the application can't restore.
 *
 * <p>Equal values become equal bytes: the stored form depends on nothing but the value, neither on
 * the JVM nor on the order in which a hashed container happens to iterate.
 *
 * <p>Implementations are safe for use by many threads at once.
 */
public interface AttributeSerializer extends SessionSerializer {

  /**
   * Stores the value of one attribute.
   *
   * @param name the attribute
   * @throws UnstorableAttributeException if the value would not come back equal
   */
  StoredValue store(String name, @Nullable Object value);

  /**
   * Restores the value of one attribute.
   *
   * @param name the attribute
   * @param stored any value, also one of another release or of another program
   * @throws UnreadableAttributeException if the value can't be restored here. No other exception or
   *     error is thrown, whatever the bytes are
   */
  @Nullable Object restore(String name, StoredValue stored);

  /**
   * Splits a record into its parts without decoding any attribute. Takes time in proportion to the
   * length of the record.
   *
   * @param bytes anything; not to be changed afterwards, since the parts refer to them
   * @throws UnreadableRecordException if the bytes are not a record
   */
  RecordParts split(byte[] bytes);

  /**
   * Joins parts into a record. What {@link #split} gives for a record becomes that record again,
   * byte for byte, if this serializer has written it.
   *
   * @throws UnstorableAttributeException if an attribute has a name that the record can't hold, or
   *     takes the record beyond its largest size
   */
  byte[] join(RecordParts parts);

  /**
   * Returns whether what another serializer has stored can be joined into a record of this one as
   * it is. If not, each attribute is restored by the other serializer and stored by this one.
   *
   * @return by default only for this serializer itself
   */
  default boolean hasFormOf(AttributeSerializer other) {
    return this == other;
  }

  @Override
  default byte[] serialize(SessionRecord sessionRecord) {
    Map<String, StoredValue> stored = new LinkedHashMap<>();
    sessionRecord.attributes().forEach((name, value) -> stored.put(name, store(name, value)));
    return join(new RecordParts(sessionRecord.cookie(), stored));
  }

  /**
   * {@inheritDoc}
   *
   * <p>Restores all attributes: one that can't be restored makes the whole record unreadable here.
   */
  @Override
  default SessionRecord deserialize(byte[] bytes) {
    RecordParts parts = split(bytes);
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    try {
      parts.attributes().forEach((name, stored) -> attributes.put(name, restore(name, stored)));
    } catch (UnreadableAttributeException e) {
      throw new UnreadableRecordException("An attribute can't be restored: " + e.reason());
    }
    return new SessionRecord(parts.cookie(), attributes);
  }

  /**
   * Returns a serializer as one that stores each attribute by itself: the serializer itself if it
   * does so. For any other, an attribute is stored as the record of that attribute alone; such
   * records are restored as a whole, and a record of which one attribute can't be restored is
   * unreadable.
   */
  static AttributeSerializer of(SessionSerializer serializer) {
    return serializer instanceof AttributeSerializer separate
        ? separate
        : new WholeRecordSerializer(serializer);
  }
}
