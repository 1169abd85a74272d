package io.cloakroom.session;

import io.cloakroom.serializer.SessionRecord;
import io.cloakroom.serializer.SessionSerializer;

/** How a session's record stands in Redis: the one place that every record passes on its way. */
final class RecordFormat {

  private final SessionSerializer serializer;

  RecordFormat(SessionSerializer serializer) {
    this.serializer = serializer;
  }

  /**
   * @throws io.cloakroom.serializer.UnstorableAttributeException if a value can't be stored
   */
  StoredRecord write(SessionRecord content) {
    byte[] bytes = serializer.serialize(content);
    return new StoredRecord(bytes, bytes, content.cookie(), serializer);
  }

  /**
   * @throws io.cloakroom.serializer.UnreadableRecordException if the bytes are not a record
   */
  Session read(SessionId id, byte[] bytes) {
    SessionRecord content = serializer.deserialize(bytes);
    return Session.loaded(
        id, content, new StoredRecord(bytes, bytes, content.cookie(), serializer));
  }

  /**
   * @throws io.cloakroom.serializer.UnreadableRecordException if the bytes are not a record
   */
  StoredRecord reread(byte[] bytes) {
    return new StoredRecord(bytes, bytes, serializer.deserialize(bytes).cookie(), serializer);
  }
}
