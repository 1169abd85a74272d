package io.cloakroom.tests.saboteurs.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.record.SameSite;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.record.SessionSerializer;
import io.cloakroom.record.UnreadableRecordException;
import io.cloakroom.record.UnstorableAttributeException;
import io.cloakroom.tests.saboteurs.store.BrokenSerializers.Forwarded;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Serializers that are sound in their first call, for usual values, or where they were made. */
final class ReusedSerializers {

  private ReusedSerializers() {}

  private static SessionRecord replaced(SessionRecord from, UnaryOperator<Object> replacement) {
    Map<String, Object> attributes = new LinkedHashMap<>(from.attributes());
    attributes.replaceAll((name, value) -> replacement.apply(value));
    return new SessionRecord(from.cookie(), attributes);
  }

  private static SessionSerializer writing(
      SessionSerializer sound, UnaryOperator<Object> replacement) {
    return new Forwarded(sound) {
      @Override
      public byte[] serialize(SessionRecord written) {
        return super.serialize(replaced(written, replacement));
      }
    };
  }

  private static SessionSerializer reading(
      SessionSerializer sound, UnaryOperator<Object> replacement) {
    return new Forwarded(sound) {
      @Override
      public SessionRecord deserialize(byte[] bytes) {
        return replaced(super.deserialize(bytes), replacement);
      }
    };
  }

  /** Does not empty its buffer where a value is refused. */
  static final class KeepsWhatRefusalLeft extends Forwarded {
    private boolean isLeft;

    KeepsWhatRefusalLeft(SessionSerializer sound) {
      super(sound);
    }

    @Override
    public byte[] serialize(SessionRecord written) {
      byte[] bytes;
      try {
        bytes = super.serialize(written);
      } catch (UnstorableAttributeException e) {
        isLeft = true;
        throw e;
      }
      if (!isLeft) {
        return bytes;
      }
      isLeft = false;
      return ("{\"cookie\":" + new String(bytes, UTF_8)).getBytes(UTF_8);
    }
  }

  /** Goes on reading where it was when the last record broke off. */
  static final class KeepsWhatDamageLeft extends Forwarded {
    private boolean isLeft;

    KeepsWhatDamageLeft(SessionSerializer sound) {
      super(sound);
    }

    @Override
    public SessionRecord deserialize(byte[] bytes) {
      try {
        SessionRecord read = super.deserialize(bytes);
        Map<String, Object> attributes = new LinkedHashMap<>(read.attributes());
        if (isLeft) {
          attributes.put("left", "over");
        }
        isLeft = false;
        return new SessionRecord(read.cookie(), attributes);
      } catch (UnreadableRecordException e) {
        isLeft = true;
        throw e;
      }
    }
  }

  /** Takes from a queue what it writes. */
  static SessionSerializer drainsQueues(SessionSerializer sound) {
    return writing(sound, ReusedSerializers::drained);
  }

  private static Object drained(Object value) {
    Queue<?> copy =
        value instanceof ArrayDeque<?> deque
            ? deque.clone()
            : value instanceof PriorityQueue<?> queue ? new PriorityQueue<>(queue) : null;
    if (copy == null) {
      return value;
    }
    ((Queue<?>) value).clear();
    return copy;
  }

  /** As one does who wants equal lists to have equal bytes. */
  static SessionSerializer sortsInPlace(SessionSerializer sound) {
    return writing(
        sound,
        value -> {
          if (value instanceof int[] numbers) {
            Arrays.sort(numbers);
          }
          if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            list.sort(null);
          }
          return value;
        });
  }

  /** Overwrites the bytes that it was given. */
  static final class DecodesInPlace extends Forwarded {
    DecodesInPlace(SessionSerializer sound) {
      super(sound);
    }

    @Override
    public SessionRecord deserialize(byte[] bytes) {
      SessionRecord read = super.deserialize(bytes);
      Arrays.fill(bytes, (byte) 0);
      return read;
    }
  }

  /** Writes into one array, whoever writes. */
  static final class SharesABuffer extends Forwarded {
    private byte[] buffer = new byte[64];

    SharesABuffer(SessionSerializer sound) {
      super(sound);
    }

    @Override
    public byte[] serialize(SessionRecord written) {
      byte[] bytes = super.serialize(written);
      if (bytes.length > buffer.length) {
        buffer = new byte[2 * bytes.length];
      }
      byte[] shared = buffer;
      for (int i = 0; i < bytes.length; i++) {
        shared[i] = bytes[i];
      }
      return Arrays.copyOf(shared, bytes.length);
    }
  }

  /** Writes a value again only when its hash code has changed. */
  static final class FormsByHashCode extends Forwarded {
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Form(int hash, byte[] bytes) {}

    private final Map<Object, Form> known = Collections.synchronizedMap(new IdentityHashMap<>());

    FormsByHashCode(SessionSerializer sound) {
      super(sound);
    }

    @Override
    public byte[] serialize(SessionRecord written) {
      if (written.attributes().size() != 1) {
        return super.serialize(written);
      }
      Object value = written.attributes().values().iterator().next();
      int hash = value == null ? 0 : value.hashCode();
      Form form = known.get(value);
      if (form == null || form.hash() != hash) {
        form = new Form(hash, super.serialize(written));
        known.put(value, form);
      }
      return form.bytes().clone();
    }
  }

  /** Takes bytes of one hash code for the same. */
  static final class RecordsByHashCode extends Forwarded {
    private final Map<Integer, byte[]> known = new ConcurrentHashMap<>();

    RecordsByHashCode(SessionSerializer sound) {
      super(sound);
    }

    @Override
    public SessionRecord deserialize(byte[] bytes) {
      return super.deserialize(
          known.computeIfAbsent(Arrays.hashCode(bytes), hash -> bytes.clone()));
    }
  }

  /** Has a Turkish i in STRICT where the JVM speaks Turkish. */
  static final class SameSiteInItsLanguage extends Forwarded {
    SameSiteInItsLanguage(SessionSerializer sound) {
      super(sound);
    }

    @Override
    public SessionRecord deserialize(byte[] bytes) {
      SessionRecord read = super.deserialize(bytes);
      SessionCookie it = read.cookie();
      SameSite found = it.sameSite() != null && isAscii(it.sameSite()) ? it.sameSite() : null;
      return new SessionRecord(
          new SessionCookie(
              it.maxAge(),
              it.expires(),
              it.secure(),
              it.httpOnly(),
              it.domain(),
              it.path(),
              found,
              it.partitioned(),
              it.priority()),
          read.attributes());
    }
  }

  /** Whether a name is written in ASCII where the JVM is. */
  @SuppressWarnings("StringCaseLocaleUsage")
  private static boolean isAscii(Enum<?> constant) {
    return constant.name().toLowerCase().chars().allMatch(c -> c < 0x80);
  }

  /** Does not find FRIDAY by its name in small letters where the JVM speaks Turkish. */
  static SessionSerializer constantsInItsLanguage(SessionSerializer sound) {
    return reading(
        sound,
        value ->
            (value instanceof DayOfWeek || value instanceof Month) && !isAscii((Enum<?>) value)
                ? null
                : value);
  }

  /** What a clock shows and its zone do not say which of two hours it is. */
  static SessionSerializer takesTheEarlierHour(SessionSerializer sound) {
    return reading(
        sound,
        value -> value instanceof ZonedDateTime time ? time.withEarlierOffsetAtOverlap() : value);
  }

  static SessionSerializer cutsOffsets(SessionSerializer sound) {
    return reading(
        sound,
        value ->
            value instanceof OffsetDateTime time
                ? OffsetDateTime.of(
                    time.toLocalDateTime(),
                    ZoneOffset.ofTotalSeconds(time.getOffset().getTotalSeconds() / 60 * 60))
                : value);
  }

  static SessionSerializer forgetsScripts(SessionSerializer sound) {
    return reading(
        sound,
        value ->
            value instanceof Locale language
                ? new Locale.Builder()
                    .setLanguage(language.getLanguage())
                    .setRegion(language.getCountry())
                    .build()
                : value);
  }
}
