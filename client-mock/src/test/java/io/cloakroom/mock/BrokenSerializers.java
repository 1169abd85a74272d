package io.cloakroom.mock;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.serializer.SessionRecord;
import io.cloakroom.serializer.SessionSerializer;
import io.cloakroom.serializer.UnreadableRecordException;
import io.cloakroom.serializer.UnstorableAttributeException;
import io.cloakroom.session.SessionCookie;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Serializers that are sound but for one thing. */
final class BrokenSerializers {

  private BrokenSerializers() {}

  /** Does as another does. */
  static class Forwarded implements SessionSerializer {
    final SessionSerializer sound;

    Forwarded(SessionSerializer sound) {
      this.sound = sound;
    }

    @Override
    public byte[] serialize(SessionRecord written) {
      return sound.serialize(written);
    }

    @Override
    public SessionRecord deserialize(byte[] bytes) {
      return sound.deserialize(bytes);
    }
  }

  static final class TakesLongsForIntegers extends Forwarded {
    TakesLongsForIntegers(SessionSerializer sound) {
      super(sound);
    }

    @Override
    public SessionRecord deserialize(byte[] bytes) {
      SessionRecord read = super.deserialize(bytes);
      Map<String, Object> attributes = new LinkedHashMap<>(read.attributes());
      attributes.replaceAll(
          (name, value) -> value instanceof Long number ? number.intValue() : value);
      return new SessionRecord(read.cookie(), attributes);
    }
  }

  static final class ForgetsTheCookie extends Forwarded {
    ForgetsTheCookie(SessionSerializer sound) {
      super(sound);
    }

    @Override
    public SessionRecord deserialize(byte[] bytes) {
      return new SessionRecord(SessionCookie.DEFAULT, super.deserialize(bytes).attributes());
    }
  }

  static final class SortsTheAttributes extends Forwarded {
    SortsTheAttributes(SessionSerializer sound) {
      super(sound);
    }

    @Override
    public SessionRecord deserialize(byte[] bytes) {
      SessionRecord read = super.deserialize(bytes);
      return new SessionRecord(read.cookie(), new TreeMap<>(read.attributes()));
    }
  }

  static final class WritesWhatItCannotRead extends Forwarded {
    WritesWhatItCannotRead(SessionSerializer sound) {
      super(sound);
    }

    @Override
    public byte[] serialize(SessionRecord written) {
      try {
        return super.serialize(written);
      } catch (UnstorableAttributeException e) {
        Map<String, Object> attributes = new LinkedHashMap<>(written.attributes());
        attributes.replaceAll((name, value) -> String.valueOf(value));
        return super.serialize(new SessionRecord(written.cookie(), attributes));
      }
    }
  }

  static final class ReadsAnyJavaObject extends Forwarded {
    ReadsAnyJavaObject(SessionSerializer sound) {
      super(sound);
    }

    @Override
    @SuppressWarnings("BanSerializableRead") // the mistake
    public SessionRecord deserialize(byte[] bytes) {
      try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
        in.readObject();
      } catch (IOException | ClassNotFoundException e) {
        return super.deserialize(bytes);
      }
      throw new UnreadableRecordException("not a record");
    }
  }

  static final class LetsOtherExceptionsThrough extends Forwarded {
    LetsOtherExceptionsThrough(SessionSerializer sound) {
      super(sound);
    }

    @Override
    public SessionRecord deserialize(byte[] bytes) {
      try {
        return super.deserialize(bytes);
      } catch (UnreadableRecordException e) {
        throw new IllegalArgumentException("not a record", e);
      }
    }
  }

  static final class FillsUpWhatIsCutOff extends Forwarded {
    FillsUpWhatIsCutOff(SessionSerializer sound) {
      super(sound);
    }

    @Override
    public SessionRecord deserialize(byte[] bytes) {
      try {
        return super.deserialize(bytes);
      } catch (UnreadableRecordException e) {
        return super.deserialize((new String(bytes, UTF_8) + "}").getBytes(UTF_8));
      }
    }
  }

  static final class QuotesTheBytes extends Forwarded {
    QuotesTheBytes(SessionSerializer sound) {
      super(sound);
    }

    @Override
    public SessionRecord deserialize(byte[] bytes) {
      try {
        return super.deserialize(bytes);
      } catch (UnreadableRecordException e) {
        throw new UnreadableRecordException("not a record: " + new String(bytes, UTF_8));
      }
    }
  }
}
