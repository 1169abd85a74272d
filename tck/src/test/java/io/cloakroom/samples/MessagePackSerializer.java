package io.cloakroom.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.record.CookiePriority;
import io.cloakroom.record.SameSite;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.record.SessionSerializer;
import io.cloakroom.record.UnreadableRecordException;
import io.cloakroom.record.UnstorableAttributeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;
import org.msgpack.core.MessageUnpacker;

/**
 * Records in MessagePack, for other languages to read: of text, booleans, longs, doubles, bytes,
 * lists and maps, which are all that it can tell apart.
 */
final class MessagePackSerializer implements SessionSerializer {
  private static final int DEEPEST = 100;

  @Override
  public byte[] serialize(SessionRecord session) {
    SessionCookie cookie = session.cookie();
    List<Object> facts =
        Arrays.asList(
            applied(cookie.maxAge(), Duration::toMillis),
            applied(cookie.expires(), Instant::toEpochMilli),
            cookie.secure(),
            cookie.httpOnly(),
            cookie.domain(),
            cookie.path(),
            applied(cookie.sameSite(), Enum::name),
            cookie.partitioned(),
            applied(cookie.priority(), Enum::name));
    try (MessageBufferPacker out = MessagePack.newDefaultBufferPacker()) {
      for (Object fact : facts) {
        write(fact, "cookie", 0, out);
      }
      out.packMapHeader(session.attributes().size());
      for (Map.Entry<String, Object> attribute : session.attributes().entrySet()) {
        write(attribute.getKey(), attribute.getKey(), 0, out);
        write(attribute.getValue(), attribute.getKey(), 0, out);
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("A buffer in memory can't fail", e);
    }
  }

  @Override
  public SessionRecord deserialize(byte[] bytes) {
    try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes)) {
      Input in = new Input(unpacker, bytes.length);
      SessionCookie cookie =
          new SessionCookie(
              applied((Long) in.next(0), Duration::ofMillis),
              applied((Long) in.next(0), Instant::ofEpochMilli),
              (Boolean) in.next(0),
              (Boolean) in.next(0),
              (String) in.next(0),
              (String) in.next(0),
              applied((String) in.next(0), SameSite::valueOf),
              (Boolean) in.next(0),
              applied((String) in.next(0), CookiePriority::valueOf));
      SessionRecord session = new SessionRecord(cookie, in.map(0));
      if (unpacker.hasNext()) {
        throw new UnreadableRecordException("There is more behind the record");
      }
      return session;
    } catch (IOException | RuntimeException e) {
      throw new UnreadableRecordException("It is no record in MessagePack"); // e may quote it
    }
  }

  private static <T, R> R applied(T value, Function<T, R> function) {
    return value == null ? null : function.apply(value);
  }

  private static void write(Object value, String attribute, int depth, MessagePacker out)
      throws IOException {
    if (value == null) {
      out.packNil();
    } else if (value instanceof String text && UTF_8.newEncoder().canEncode(text)) {
      out.packString(text);
    } else if (value instanceof Boolean flag) {
      out.packBoolean(flag);
    } else if (value instanceof Long number) {
      out.packLong(number);
    } else if (value instanceof Double number) {
      out.packDouble(number);
    } else if (value instanceof byte[] bytes) {
      out.packBinaryHeader(bytes.length).writePayload(bytes);
    } else if (value.getClass() == ArrayList.class && depth < DEEPEST) {
      out.packArrayHeader(((List<?>) value).size());
      for (Object element : (List<?>) value) {
        write(element, attribute, depth + 1, out);
      }
    } else if (value.getClass() == LinkedHashMap.class && depth < DEEPEST) {
      out.packMapHeader(((Map<?, ?>) value).size());
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
        write(entry.getKey() instanceof String key ? key : new Object(), attribute, depth, out);
        write(entry.getValue(), attribute, depth + 1, out);
      }
    } else {
      throw new UnstorableAttributeException(
          attribute,
          "holds a %s, which does not come back from MessagePack: use text, Boolean, Long, Double,"
                  .formatted(value.getClass().getName())
              + " byte[], ArrayList or LinkedHashMap, at most 100 deep");
    }
  }

  /** Bytes that may be anybody's: they claim lengths and depths that they do not have. */
  private record Input(MessageUnpacker in, int length) {
    Object next(int depth) throws IOException {
      return switch (in.getNextFormat().getValueType()) {
        case NIL -> {
          in.unpackNil();
          yield null;
        }
        case STRING -> in.unpackString();
        case BOOLEAN -> in.unpackBoolean();
        case INTEGER -> in.unpackLong();
        case FLOAT -> in.unpackDouble();
        case BINARY -> bytes(in.unpackBinaryHeader());
        case ARRAY -> list(depth);
        case MAP -> map(depth);
        case EXTENSION -> throw new UnreadableRecordException("It has extensions");
      };
    }

    byte[] bytes(int claimed) throws IOException {
      if (claimed > length - in.getTotalReadBytes()) {
        throw new UnreadableRecordException("It is cut off");
      }
      return in.readPayload(claimed);
    }

    List<Object> list(int depth) throws IOException {
      List<Object> list = new ArrayList<>();
      for (int left = in.unpackArrayHeader(); left > 0; left--) {
        list.add(next(deeper(depth)));
      }
      return list;
    }

    Map<String, Object> map(int depth) throws IOException {
      Map<String, Object> map = new LinkedHashMap<>();
      for (int left = in.unpackMapHeader(); left > 0; left--) {
        map.put(in.unpackString(), next(deeper(depth)));
      }
      return map;
    }

    private static int deeper(int depth) {
      if (depth > DEEPEST) {
        throw new UnreadableRecordException("It is nested too deeply");
      }
      return depth + 1;
    }
  }
}
