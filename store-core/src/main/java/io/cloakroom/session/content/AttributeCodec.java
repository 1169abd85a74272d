package io.cloakroom.session.content;

import io.cloakroom.record.AttributeSerializer;
import io.cloakroom.record.StoredValue;
import io.cloakroom.record.UnreadableAttributeException;
import io.cloakroom.record.UnstorableAttributeException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stores and restores single attributes as one store does.
 *
 * @param serializer how
 * @param unreadable reports an attribute that cannot be restored; throws it where the policy says
 *     so
 */
public record AttributeCodec(
    AttributeSerializer serializer, Consumer<UnreadableAttributeException> unreadable) {

  /**
   * Restores an attribute.
   *
   * @throws UnreadableAttributeException if it can't be restored here
   */
  @Nullable Object restore(String name, StoredValue stored) {
    return serializer.restore(name, stored);
  }

  /** Restores a stored value and stores it again; returns it unchanged where that fails. */
  StoredValue restoredAndStored(String name, StoredValue stored) {
    try {
      return serializer.store(name, serializer.restore(name, stored));
    } catch (UnreadableAttributeException | UnstorableAttributeException e) {
      return stored;
    }
  }

  /** Returns whether what this one has stored can be written into a record of the other. */
  boolean hasFormOf(AttributeSerializer other) {
    return serializer.hasFormOf(other);
  }
}
