package io.cloakroom.tests.saboteurs.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.record.AttributeSerializer;
import io.cloakroom.record.RecordParts;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.record.SessionSerializer;
import io.cloakroom.record.StoredValue;
import io.cloakroom.record.UnreadableAttributeException;
import io.cloakroom.record.UnreadableRecordException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Serializers that believe what bytes say about classes. */
final class BrokenLoading {

  private static final Pattern TAGS = Pattern.compile(",\"__cloakroom\".*}");

  private BrokenLoading() {}

  static SessionSerializer loadsTheClassOfATag(SessionSerializer sound) {
    AttributeSerializer attributes = AttributeSerializer.of(sound);
    return new AttributeSerializer() {
      @Override
      public StoredValue store(String name, @Nullable Object value) {
        return attributes.store(name, value);
      }

      @Override
      public @Nullable Object restore(String name, StoredValue stored) {
        try {
          return attributes.restore(name, stored);
        } catch (UnreadableAttributeException e) {
          return loaded(e.type().orElseThrow(() -> e));
        }
      }

      @Override
      public RecordParts split(byte[] bytes) {
        return attributes.split(bytes);
      }

      @Override
      public byte[] join(RecordParts parts) {
        return attributes.join(parts);
      }
    };
  }

  static SessionSerializer takesATagThatLiesForNone(SessionSerializer sound) {
    return new ReadingSerializer(sound) {
      @Override
      public SessionRecord deserialize(byte[] bytes) {
        try {
          return super.deserialize(bytes);
        } catch (UnreadableRecordException e) {
          String text = new String(bytes, UTF_8);
          return super.deserialize(TAGS.matcher(text).replaceFirst("}").getBytes(UTF_8));
        }
      }
    };
  }

  static SessionSerializer loadsTheClassOfAMember(SessionSerializer sound) {
    return new ReadingSerializer(sound) {
      @Override
      public SessionRecord deserialize(byte[] bytes) {
        SessionRecord found = super.deserialize(bytes);
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>(found.attributes());
        attributes.replaceAll(
            (name, value) ->
                value instanceof Map<?, ?> map && map.get("@class") instanceof String type
                    ? loaded(type)
                    : value);
        return new SessionRecord(found.cookie(), attributes);
      }
    };
  }

  private static Class<?> loaded(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new UnreadableRecordException("There is no class of that name");
    }
  }

  /** Writes as another does, and reads as it does unless told otherwise. */
  private static class ReadingSerializer implements SessionSerializer {

    private final SessionSerializer sound;

    ReadingSerializer(SessionSerializer sound) {
      this.sound = sound;
    }

    @Override
    public byte[] serialize(SessionRecord sessionRecord) {
      return sound.serialize(sessionRecord);
    }

    @Override
    public SessionRecord deserialize(byte[] bytes) {
      return sound.deserialize(bytes);
    }
  }
}
