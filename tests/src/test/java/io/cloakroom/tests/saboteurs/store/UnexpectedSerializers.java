package io.cloakroom.tests.saboteurs.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.record.SessionSerializer;
import io.cloakroom.record.UnreadableRecordException;
import io.cloakroom.tests.saboteurs.store.BrokenSerializers.Forwarded;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Serializers that treat some values, names or bytes otherwise. */
final class UnexpectedSerializers {

  private UnexpectedSerializers() {}

  static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  static SessionSerializer text(
      SessionSerializer sound, Function<String, @Nullable String> change) {
    return values(sound, value -> value instanceof String text ? change.apply(text) : value);
  }

  static SessionSerializer cutsEarlyInstants(SessionSerializer sound) {
    return values(
        sound,
        value ->
            value instanceof Instant instant && instant.isBefore(Instant.EPOCH)
                ? Instant.ofEpochSecond(instant.getEpochSecond())
                : value);
  }

  static SessionSerializer cutsInstantsToMicroseconds(SessionSerializer sound) {
    return values(
        sound,
        value -> value instanceof Instant instant ? instant.truncatedTo(ChronoUnit.MICROS) : value);
  }

  static SessionSerializer takesTimesForThoseOfItsZone(SessionSerializer sound) {
    return values(
        sound,
        value ->
            value instanceof Instant instant
                ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC)
                    .atZone(ZoneId.systemDefault())
                    .toInstant()
                : value);
  }

  static SessionSerializer roundsLongsInLists(SessionSerializer sound) {
    return values(
        sound,
        value ->
            value instanceof ArrayList<?> list
                    && list.size() == 1
                    && list.get(0) instanceof Long all
                ? new ArrayList<>(List.of((long) (double) all))
                : value);
  }

  static SessionSerializer roundsNumbersBetweenPowers(SessionSerializer sound) {
    return values(
        sound,
        value ->
            value instanceof Long number && number > 1L << 60
                ? Long.valueOf((long) number.doubleValue())
                : value);
  }

  static SessionSerializer revivesTimes(SessionSerializer sound) {
    return values(
        sound,
        value ->
            value instanceof String text && text.matches("\\d{4}-\\d\\d-\\d\\dT.*Z")
                ? Instant.parse(text)
                : value);
  }

  /** As the elements of arrays in some languages have. */
  static SessionSerializer takesDigitsForNumbers(SessionSerializer sound) {
    return values(
        sound,
        value -> {
          if (!(value instanceof LinkedHashMap<?, ?> map)) {
            return value;
          }
          Map<Object, @Nullable Object> read = new LinkedHashMap<>();
          map.forEach(
              (key, each) ->
                  read.put(
                      key instanceof String text && text.matches("-?\\d{1,9}")
                          ? Integer.valueOf(text)
                          : key,
                      each));
          return read;
        });
  }

  /** What has no value gets that with which its class begins. */
  static SessionSerializer takesNullForMissing(SessionSerializer sound) {
    return values(
        sound,
        value -> {
          if (value != null && value.getClass().getName().contains("Clauses$")) {
            try {
              Constructor<?> without = value.getClass().getDeclaredConstructor();
              without.setAccessible(true);
              Object begun = without.newInstance();
              for (Field field : value.getClass().getDeclaredFields()) {
                field.setAccessible(true);
                if (!Modifier.isStatic(field.getModifiers()) && field.get(value) == null) {
                  field.set(value, field.get(begun));
                }
              }
            } catch (ReflectiveOperationException e) {
              return value; // it begins with nothing
            }
          }
          return value;
        });
  }

  /** Looks its classes up where the thread says. */
  static SessionSerializer resolvesByItsThread(SessionSerializer sound) {
    return values(
        sound,
        value -> {
          if (value == null || value instanceof String) {
            return value;
          }
          ClassLoader loader = Thread.currentThread().getContextClassLoader();
          try {
            Class.forName(value.getClass().getName(), false, Objects.requireNonNull(loader));
            return value;
          } catch (ClassNotFoundException | NullPointerException e) {
            throw new UnreadableRecordException("A class is not known");
          }
        });
  }

  /** Reads to the end of the record, and no further. */
  static SessionSerializer ignoresWhatFollows(SessionSerializer sound) {
    return new Forwarded(sound) {
      @Override
      public SessionRecord deserialize(byte[] bytes) {
        try {
          return super.deserialize(bytes);
        } catch (UnreadableRecordException e) {
          int end = new String(bytes, ISO_8859_1).lastIndexOf('}') + 1;
          if (end == 0 || end == bytes.length) {
            throw e;
          }
          return super.deserialize(Arrays.copyOf(bytes, end));
        }
      }
    };
  }

  private static SessionSerializer values(
      SessionSerializer sound, UnaryOperator<@Nullable Object> change) {
    return reading(
        sound,
        read -> {
          Map<String, @Nullable Object> attributes = new LinkedHashMap<>(read.attributes());
          attributes.replaceAll((name, value) -> change.apply(value));
          return new SessionRecord(read.cookie(), attributes);
        });
  }

  private static SessionSerializer reading(
      SessionSerializer sound, UnaryOperator<SessionRecord> change) {
    return new Forwarded(sound) {
      @Override
      public SessionRecord deserialize(byte[] bytes) {
        return change.apply(super.deserialize(bytes));
      }
    };
  }

  static SessionSerializer knowsFewAttributes(SessionSerializer sound) {
    return reading(
        sound,
        read -> {
          Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
          read.attributes().entrySet().stream()
              .limit(255)
              .forEach(entry -> attributes.put(entry.getKey(), entry.getValue()));
          return new SessionRecord(read.cookie(), attributes);
        });
  }

  static SessionSerializer sharesWhatItRead(SessionSerializer sound) {
    Map<ByteBuffer, SessionRecord> read = new ConcurrentHashMap<>();
    return new Forwarded(sound) {
      @Override
      public SessionRecord deserialize(byte[] bytes) {
        return read.computeIfAbsent(ByteBuffer.wrap(bytes.clone()), b -> super.deserialize(bytes));
      }
    };
  }

  static SessionSerializer reusesItsBuffer(SessionSerializer sound) {
    return new Forwarded(sound) {
      private byte[] buffer = new byte[0];

      @Override
      public synchronized byte[] serialize(SessionRecord written) {
        byte[] bytes = super.serialize(written);
        if (bytes.length == buffer.length) {
          System.arraycopy(bytes, 0, buffer, 0, bytes.length);
        } else {
          buffer = Arrays.copyOf(bytes, bytes.length);
        }
        return buffer;
      }
    };
  }

  static SessionSerializer losesThePriority(SessionSerializer sound) {
    return reading(
        sound,
        read -> {
          SessionCookie cookie = read.cookie();
          return new SessionRecord(
              new SessionCookie(
                  cookie.maxAge(),
                  cookie.expires(),
                  cookie.secure(),
                  cookie.httpOnly(),
                  cookie.domain(),
                  cookie.path(),
                  cookie.sameSite(),
                  cookie.partitioned(),
                  null),
              read.attributes());
        });
  }

  static SessionSerializer foldsNames(SessionSerializer sound) {
    return reading(
        sound,
        read -> {
          Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
          read.attributes().forEach((name, value) -> attributes.put(composed(name), value));
          return new SessionRecord(read.cookie(), attributes);
        });
  }
}
