package io.cloakroom.mock;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.serializer.SessionRecord;
import io.cloakroom.serializer.SessionSerializer;
import io.cloakroom.serializer.UnreadableRecordException;
import io.cloakroom.session.SessionCookie;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Serializers that believe what bytes say about classes. */
final class BrokenLoading {

  private static final Pattern CLASS_NAME = Pattern.compile("\"(javax?\\.[\\w.]+)\"");
  private static final Pattern TAGS = Pattern.compile(",\"__cloakroom\".*}");

  private BrokenLoading() {}

  static SessionSerializer loadsTheClassOfATag(SessionSerializer sound) {
    return new ReadingSerializer(sound) {
      @Override
      public SessionRecord deserialize(byte[] bytes) {
        try {
          return super.deserialize(bytes);
        } catch (UnreadableRecordException e) {
          Matcher name = CLASS_NAME.matcher(new String(bytes, UTF_8));
          if (!name.find()) {
            throw e;
          }
          return new SessionRecord(SessionCookie.DEFAULT, Map.of("a", loaded(name.group(1))));
        }
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
