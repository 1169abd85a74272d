package io.cloakroom.serializer.json;

import io.cloakroom.record.ByteSlice;
import io.cloakroom.record.RecordParts;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.StoredValue;
import io.cloakroom.record.UnreadableRecordException;
import io.cloakroom.serializer.Limits;
import io.cloakroom.serializer.UnstorableValueException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * express-session's record in its parts: the members that are attributes, the cookie, and the side
 * table of types. Splitting decodes the cookie and the names, and no value.
 */
final class JsonRecord {

  static final String COOKIE = "cookie";

  /** What a cookie and the braces take in most records. */
  private static final int COOKIE_BYTES = 200;

  private static final int PUNCTUATION = 8;

  private final int maxBytes;

  private volatile @Nullable KnownCookie usualCookie;

  /** A cookie as it is written. */
  @SuppressWarnings("ArrayRecordComponent") // is never compared as a whole
  private record KnownCookie(byte[] json, SessionCookie cookie) {}

  JsonRecord(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Returns whether an attribute can't have this name, which the record needs itself. */
  static boolean isTaken(String name) {
    return name.equals(COOKIE) || name.equals(RecordMetadata.NAME);
  }

  /**
   * Splits a record.
   *
   * @throws UnreadableRecordException if the bytes are not express-session's record
   */
  RecordParts split(byte[] bytes) {
    if (bytes.length > maxBytes) {
      throw new UnreadableRecordException("The record has more than " + maxBytes + " bytes");
    }
    Utf8.check(bytes);
    try {
      return read(new JsonScanner(bytes));
    } catch (JsonScanner.MalformedException e) {
      throw new UnreadableRecordException("The record is not JSON");
    }
  }

  private RecordParts read(JsonScanner in) throws JsonScanner.MalformedException {
    if (!in.isObject()) {
      throw new UnreadableRecordException("The record is not a JSON object");
    }
    Map<String, StoredValue> attributes = new LinkedHashMap<>();
    SessionCookie cookie = null;
    Map<String, ByteSlice> types = null;
    for (boolean more = in.enterObject(); more; more = in.hasNextMember()) {
      String name = in.name();
      boolean twice;
      switch (name) {
        case COOKIE -> {
          twice = cookie != null;
          cookie = in.isObject() ? cookie(in) : noCookie();
        }
        case RecordMetadata.NAME -> {
          twice = types != null;
          types = RecordMetadata.split(in);
        }
        default ->
            twice = attributes.put(name, new StoredValue(in.value(), ByteSlice.EMPTY)) != null;
      }
      if (twice) {
        throw new UnreadableRecordException("The record has a member twice");
      }
    }
    in.expectEnd();
    if (types != null) {
      types.forEach(
          (name, type) ->
              attributes.computeIfPresent(
                  name, (same, stored) -> new StoredValue(stored.value(), type)));
    }
    return new RecordParts(cookie == null ? noCookie() : cookie, attributes);
  }

  /** Without an end of its own it is the same in all records of an application. */
  private SessionCookie cookie(JsonScanner in) throws JsonScanner.MalformedException {
    KnownCookie usual = usualCookie;
    if (usual != null && in.skipObject(usual.json)) {
      return usual.cookie;
    }
    int start = in.start();
    SessionCookie cookie = CookieJson.read(in);
    byte[] json = in.since(start);
    if (cookie.expires() == null && json.length <= 2 * COOKIE_BYTES) {
      usualCookie = new KnownCookie(json, cookie);
    }
    return cookie;
  }

  private static SessionCookie noCookie() {
    throw new UnreadableRecordException("The record has no cookie, so it is not express-session's");
  }

  /** Joins parts into a record, in the order in which Express would write it. */
  byte[] join(RecordParts parts) {
    Map<String, StoredValue> attributes = parts.attributes();
    Set<String> first = IndexNames.among(attributes.keySet());
    RecordBytes out = new RecordBytes(maxBytes, sizeOf(attributes));
    try {
      out.write('{');
      for (String name : first) {
        member(name, attributes.get(name), out);
        out.write(',');
      }
      writeName(COOKIE, out);
      CookieJson.write(parts.cookie(), out);
      attributes.forEach(
          (name, stored) -> {
            if (!first.contains(name)) {
              out.write(',');
              member(name, stored, out);
            }
          });
      RecordMetadata.join(attributes, out);
      out.write('}');
    } catch (UnstorableValueException e) {
      throw e.in(Limits.largest(attributes));
    }
    return out.toByteArray();
  }

  private static void member(String name, @Nullable StoredValue stored, RecordBytes out) {
    writeName(name, out);
    if (stored != null) {
      stored.value().writeTo(out::write);
    }
  }

  static void writeName(String name, RecordBytes out) {
    out.writeQuoted(name);
    out.write(':');
  }

  /** About as many bytes as the record will have. */
  private static int sizeOf(Map<String, StoredValue> attributes) {
    long size = COOKIE_BYTES;
    for (Map.Entry<String, StoredValue> attribute : attributes.entrySet()) {
      StoredValue stored = attribute.getValue();
      int type = stored.type().isEmpty() ? 0 : attribute.getKey().length() + stored.type().length();
      size += attribute.getKey().length() + stored.value().length() + type + PUNCTUATION;
    }
    return (int) Math.min(size, Integer.MAX_VALUE);
  }
}
