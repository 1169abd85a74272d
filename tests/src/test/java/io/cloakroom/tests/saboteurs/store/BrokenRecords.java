package io.cloakroom.tests.saboteurs.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.record.SessionRecord;
import io.cloakroom.record.SessionSerializer;
import io.cloakroom.record.UnreadableRecordException;
import io.cloakroom.record.UnstorableAttributeException;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Serializers that are broken: what they write, or what they read. */
final class BrokenRecords {

  private BrokenRecords() {}

  static SessionSerializer losesNulls(SessionSerializer sound) {
    return reading(
        sound,
        found -> {
          Map<String, @Nullable Object> attributes = new LinkedHashMap<>(found.attributes());
          attributes.values().removeIf(value -> value == null);
          return new SessionRecord(found.cookie(), attributes);
        });
  }

  static SessionSerializer losesTheTimeOfCreation(SessionSerializer sound) {
    return reading(
        sound,
        found -> {
          Map<String, @Nullable Object> attributes = new LinkedHashMap<>(found.attributes());
          attributes.remove("__cloakroom_created");
          return new SessionRecord(found.cookie(), attributes);
        });
  }

  static SessionSerializer makesIntegersOfLongs(SessionSerializer sound) {
    return reading(
        sound,
        found -> {
          Map<String, @Nullable Object> attributes = new LinkedHashMap<>(found.attributes());
          attributes.replaceAll(
              (name, value) ->
                  value instanceof Long number && number == number.intValue()
                      ? (Object) number.intValue()
                      : value);
          return new SessionRecord(found.cookie(), attributes);
        });
  }

  static SessionSerializer storesWhatItDoesNotKnowAsText(SessionSerializer sound) {
    return new ForwardingPort(sound) {
      @Override
      public byte[] serialize(SessionRecord sessionRecord) {
        try {
          return super.serialize(sessionRecord);
        } catch (UnstorableAttributeException e) {
          Map<String, @Nullable Object> texts = new LinkedHashMap<>();
          sessionRecord
              .attributes()
              .forEach((name, value) -> texts.put(name, String.valueOf(value)));
          return super.serialize(new SessionRecord(sessionRecord.cookie(), texts));
        }
      }
    };
  }

  static SessionSerializer writesThePathFirst(SessionSerializer sound) {
    return writing(
        sound,
        text ->
            text.replace("\"httpOnly\":true,\"path\":\"/\"", "\"path\":\"/\",\"httpOnly\":true"));
  }

  static SessionSerializer leavesNullsOut(SessionSerializer sound) {
    return writing(sound, text -> text.replace("\"expires\":null,", ""));
  }

  static SessionSerializer escapesWhatIsNotAscii(SessionSerializer sound) {
    return writing(sound, text -> text.replace("é", "\\u00e9"));
  }

  static SessionSerializer keepsTheOrderOfNumberedNames(SessionSerializer sound) {
    return writing(
        sound, text -> text.replaceFirst("^\\{(\"\\d+\":.*?),(\"cookie\":\\{[^}]*})", "{$2,$1"));
  }

  static SessionSerializer forgetsTypes(SessionSerializer sound) {
    return writing(sound, text -> text.replaceFirst(",\"__cloakroom\":.*}$", "}"));
  }

  static SessionSerializer writesMinusZeroAsText(SessionSerializer sound) {
    return writing(sound, text -> text.replace(":-0.0", ":\"-0.0\""));
  }

  static SessionSerializer forgetsTheLastAttribute(SessionSerializer sound) {
    return reading(
        sound,
        found -> {
          Map<String, @Nullable Object> attributes = new LinkedHashMap<>(found.attributes());
          found.attributes().keySet().stream()
              .reduce((one, other) -> other)
              .ifPresent(attributes::remove);
          return new SessionRecord(found.cookie(), attributes);
        });
  }

  static SessionSerializer trustsExpires(SessionSerializer sound) {
    return reading(
        sound,
        found -> {
          Instant expires = found.cookie().expires();
          if (expires != null && expires.isBefore(Instant.now())) {
            throw new UnreadableRecordException("it has expired");
          }
          return found;
        });
  }

  static SessionSerializer quotesWhatItCannotRead(SessionSerializer sound) {
    return new ForwardingPort(sound) {
      @Override
      public SessionRecord deserialize(byte[] bytes) {
        try {
          return super.deserialize(bytes);
        } catch (UnreadableRecordException e) {
          throw new UnreadableRecordException("no record: " + new String(bytes, UTF_8));
        }
      }
    };
  }

  private static SessionSerializer writing(SessionSerializer sound, UnaryOperator<String> spoil) {
    return new ForwardingPort(sound) {
      @Override
      public byte[] serialize(SessionRecord sessionRecord) {
        return spoil.apply(new String(super.serialize(sessionRecord), UTF_8)).getBytes(UTF_8);
      }
    };
  }

  private static SessionSerializer reading(
      SessionSerializer sound, UnaryOperator<SessionRecord> spoil) {
    return new ForwardingPort(sound) {
      @Override
      public SessionRecord deserialize(byte[] bytes) {
        return spoil.apply(super.deserialize(bytes));
      }
    };
  }

  private static class ForwardingPort implements SessionSerializer {

    private final SessionSerializer sound;

    ForwardingPort(SessionSerializer sound) {
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
