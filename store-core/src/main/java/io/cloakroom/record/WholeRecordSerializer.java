package io.cloakroom.record;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A user's serializer of whole records as one of single attributes: the stored form of an attribute
 * is the record of that attribute alone. The user's code may throw or return anything; each failure
 * becomes the exception of the interface, which names the user's class and what it threw.
 */
final class WholeRecordSerializer implements AttributeSerializer {

  private final SessionSerializer whole;

  WholeRecordSerializer(SessionSerializer whole) {
    this.whole = whole;
  }

  /** Two objects of the user's class may write different bytes. */
  @Override
  public boolean hasFormOf(AttributeSerializer other) {
    return other instanceof WholeRecordSerializer same && whole.equals(same.whole);
  }

  @Override
  public StoredValue store(String name, @Nullable Object value) {
    Map<String, @Nullable Object> alone = Collections.singletonMap(name, value);
    return StoredValue.of(written(name, new SessionRecord(SessionCookie.PLAIN, alone)));
  }

  @Override
  public @Nullable Object restore(String name, StoredValue stored) {
    Map<String, @Nullable Object> restored;
    try {
      restored = read(stored.value().toByteArray()).attributes();
    } catch (UnreadableRecordException e) {
      throw new UnreadableAttributeException(name, null, String.valueOf(e.getMessage()));
    }
    if (!restored.containsKey(name)) {
      throw new UnreadableAttributeException(name, null, "its record does not hold it");
    }
    return restored.get(name);
  }

  @Override
  public RecordParts split(byte[] bytes) {
    SessionRecord read = read(bytes);
    Map<String, StoredValue> stored = new LinkedHashMap<>();
    try {
      read.attributes().forEach((name, value) -> stored.put(name, store(name, value)));
    } catch (UnstorableAttributeException e) {
      throw new UnreadableRecordException(
          whole.getClass().getName() + " can't store what it has restored: " + e.getMessage());
    }
    return new RecordParts(read.cookie(), stored);
  }

  @Override
  public byte[] join(RecordParts parts) {
    Map<String, @Nullable Object> restored = new LinkedHashMap<>();
    String last = "";
    for (Map.Entry<String, StoredValue> attribute : parts.attributes().entrySet()) {
      last = attribute.getKey();
      restored.put(last, restore(last, attribute.getValue()));
    }
    return written(last, new SessionRecord(parts.cookie(), restored));
  }

  private byte[] written(String attribute, SessionRecord sessionRecord) {
    byte[] bytes;
    try {
      bytes = whole.serialize(sessionRecord);
    } catch (UnstorableAttributeException e) {
      throw e;
    } catch (Throwable e) {
      throw new UnstorableAttributeException(attribute, "can't be stored: " + threw(e));
    }
    if (bytes == null) {
      throw new UnstorableAttributeException(attribute, "can't be stored: " + returnedNull());
    }
    return bytes;
  }

  private SessionRecord read(byte[] bytes) {
    SessionRecord sessionRecord;
    try {
      sessionRecord = whole.deserialize(bytes);
    } catch (UnreadableRecordException e) {
      throw e;
    } catch (Throwable e) {
      throw new UnreadableRecordException(threw(e));
    }
    if (sessionRecord == null) {
      throw new UnreadableRecordException(returnedNull());
    }
    return sessionRecord;
  }

  // not as the cause: a message of the user's code may quote what is stored
  private String threw(Throwable failure) {
    return whole.getClass().getName() + " threw " + failure.getClass().getName();
  }

  private String returnedNull() {
    return whole.getClass().getName() + " returned null";
  }
}
