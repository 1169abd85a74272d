package io.cloakroom.tests.saboteurs.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.record.SessionSerializer;
import io.cloakroom.record.UnreadableRecordException;
import io.cloakroom.record.UnstorableAttributeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

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

  /** As those do that write sets in the order of their buckets, which insertion decides on. */
  static final class WritesInWhateverOrder extends Forwarded {
    WritesInWhateverOrder(SessionSerializer sound) {
      super(sound);
    }

    @Override
    public byte[] serialize(SessionRecord written) {
      Map<String, Object> attributes = new LinkedHashMap<>(written.attributes());
      attributes.replaceAll(
          (name, value) -> value instanceof Set<?> set ? new LinkedHashSet<>(set) : value);
      return super.serialize(new SessionRecord(written.cookie(), attributes));
    }
  }

  /** Looks at all that came before at each sixty-fourth byte. */
  static final class ReadsAgainAndAgain extends Forwarded {
    ReadsAgainAndAgain(SessionSerializer sound) {
      super(sound);
    }

    @Override
    public SessionRecord deserialize(byte[] bytes) {
      long sum = 0;
      for (int i = 0; i < bytes.length; i += 64) {
        for (int before = 0; before < i; before++) {
          sum += bytes[before];
        }
      }
      return sum == Long.MIN_VALUE ? null : super.deserialize(bytes);
    }
  }

  static final class ForgetsTheCookie extends Forwarded {
    ForgetsTheCookie(SessionSerializer sound) {
      super(sound);
    }

    @Override
    public SessionRecord deserialize(byte[] bytes) {
      return new SessionRecord(SessionCookie.PLAIN, super.deserialize(bytes).attributes());
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

  /** Stores what it can't store as what it takes for the same. */
  static class Replacing extends Forwarded {
    private final UnaryOperator<Object> replacement;

    Replacing(SessionSerializer sound, UnaryOperator<Object> replacement) {
      super(sound);
      this.replacement = replacement;
    }

    @Override
    public byte[] serialize(SessionRecord written) {
      Map<String, Object> attributes = new LinkedHashMap<>(written.attributes());
      attributes.replaceAll((name, value) -> replacement.apply(value));
      return super.serialize(new SessionRecord(written.cookie(), attributes));
    }
  }

  static final class TakesSetsForLists extends Replacing {
    TakesSetsForLists(SessionSerializer sound) {
      super(
          sound,
          value ->
              value instanceof Set<?> set && set.getClass().isMemberClass()
                  ? new ArrayList<>(set)
                  : value);
    }
  }

  static final class ForgetsWhatArraysAreOf extends Forwarded {
    ForgetsWhatArraysAreOf(SessionSerializer sound) {
      super(sound);
    }

    @Override
    public SessionRecord deserialize(byte[] bytes) {
      SessionRecord read = super.deserialize(bytes);
      Map<String, Object> attributes = new LinkedHashMap<>(read.attributes());
      attributes.replaceAll(
          (name, value) ->
              value instanceof Object[] array
                  ? Arrays.copyOf(array, array.length, Object[].class)
                  : value);
      return new SessionRecord(read.cookie(), attributes);
    }
  }

  static final class ForgetsTheOrderOfAMap extends Replacing {
    ForgetsTheOrderOfAMap(SessionSerializer sound) {
      super(
          sound,
          value -> value instanceof LinkedHashMap<?, ?> map ? new LinkedHashMap<>(map) : value);
    }
  }

  static final class SortsNaturally extends Replacing {
    SortsNaturally(SessionSerializer sound) {
      super(
          sound,
          value ->
              value instanceof TreeSet<?> set ? new TreeSet<Object>((Collection<?>) set) : value);
    }
  }

  static final class ForgetsTransientFields extends Forwarded {
    ForgetsTransientFields(SessionSerializer sound) {
      super(sound);
    }

    @Override
    public byte[] serialize(SessionRecord written) {
      return hidden(written)
          .map(value -> value.getClass().getName().getBytes(UTF_8))
          .orElseGet(() -> super.serialize(written));
    }

    private static Optional<Object> hidden(SessionRecord written) {
      return written.attributes().values().stream()
          .filter(value -> value != null && value.getClass().getName().contains("HiddenState"))
          .findFirst();
    }

    @Override
    public SessionRecord deserialize(byte[] bytes) {
      String name = new String(bytes, UTF_8);
      if (!name.startsWith("io.cloakroom.tck.serializer.HiddenState")) {
        return super.deserialize(bytes);
      }
      try {
        Constructor<?> constructor = Class.forName(name).getDeclaredConstructor();
        constructor.setAccessible(true);
        return new SessionRecord(
            SessionCookie.PLAIN, Map.of("attribute", constructor.newInstance()));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
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
