package io.cloakroom.serializer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.cloakroom.session.SessionCookie;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sessions as JSON: express-session's record, which Express reads and writes too.
 *
 * <p>Safe for use by many threads at once.
 */
public final class JsonSessionSerializer implements SessionSerializer {

  private static final String COOKIE = "cookie";

  private final JsonFactory json;
  private final TypeCatalog types;
  private final int maxRecordBytes;

  private JsonSessionSerializer(TypeCatalog types, int maxRecordBytes) {
    this.types = types;
    this.maxRecordBytes = maxRecordBytes;
    this.json = JsonDialect.factory(maxRecordBytes);
  }

  /** The serializer for sessions that hold nothing but the JDK's value types. */
  public static JsonSessionSerializer create() {
    return new JsonSessionSerializer(new TypeCatalog(), Limits.RECORD_BYTES);
  }

  @Override
  public byte[] serialize(SessionRecord sessionRecord) {
    RecordBytes bytes = new RecordBytes(maxRecordBytes);
    try (JsonGenerator out = json.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeFieldName(COOKIE);
      CookieJson.write(sessionRecord.cookie(), out);
      Map<String, TypeTag> tags = writeAttributes(sessionRecord.attributes(), out);
      if (!tags.isEmpty()) {
        SideTable.write(tags, out);
      }
      out.writeEndObject();
    } catch (UnstorableValue e) {
      // the end of the record was too much, of which the last attribute is the most
      throw e.in(last(sessionRecord.attributes().keySet()));
    } catch (IOException e) {
      throw new IllegalStateException("Writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  private Map<String, TypeTag> writeAttributes(
      Map<String, @Nullable Object> attributes, JsonGenerator out) throws IOException {
    Map<String, TypeTag> tags = new LinkedHashMap<>();
    ValueWriter writer = new ValueWriter(out, types);
    for (Map.Entry<String, @Nullable Object> attribute : attributes.entrySet()) {
      String name = attribute.getKey();
      checkName(name);
      try {
        out.writeFieldName(name);
        TypeTag tag = writer.write(attribute.getValue(), null);
        if (tag != null) {
          tags.put(name, tag);
        }
      } catch (UnstorableValue e) {
        throw e.in(name);
      }
    }
    return tags;
  }

  private static void checkName(String name) {
    if (name.equals(COOKIE) || name.equals(SideTable.NAME)) {
      throw new UnstorableAttributeException(
          name, "has a name that the record needs itself: choose another");
    }
    if (!JsonText.isWellFormed(name)) {
      throw new UnstorableAttributeException(
          name,
          "has a name that is not Unicode (it holds half of a surrogate pair): choose another");
    }
  }

  private static String last(Set<String> names) {
    return names.stream().reduce(COOKIE, (earlier, later) -> later);
  }

  @Override
  public SessionRecord deserialize(byte[] bytes) {
    if (bytes.length > maxRecordBytes) {
      throw new UnreadableRecordException("The record has more than " + maxRecordBytes + " bytes");
    }
    Utf8.check(bytes);
    try (JsonParser in = json.createParser(bytes)) {
      SessionRecord read = read(in);
      if (in.nextToken() != null) {
        throw new UnreadableRecordException("The record goes on after its end");
      }
      return read;
    } catch (IOException e) {
      throw new UnreadableRecordException("The record is not JSON, or beyond its limits");
    }
  }

  private SessionRecord read(JsonParser in) throws IOException {
    if (in.nextToken() != JsonToken.START_OBJECT) {
      throw new UnreadableRecordException("The record is not a JSON object");
    }
    SessionCookie cookie = null;
    Map<String, TypeTag> tags = null;
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      JsonToken value = in.nextToken();
      boolean twice;
      switch (name) {
        case COOKIE -> {
          twice = cookie != null;
          cookie = value == JsonToken.START_OBJECT ? CookieJson.read(in) : noCookie();
        }
        case SideTable.NAME -> {
          twice = tags != null;
          tags = SideTable.read(in, types);
        }
        default -> {
          int before = attributes.size();
          attributes.put(name, PlainReader.read(in));
          twice = attributes.size() == before;
        }
      }
      if (twice) {
        throw new UnreadableRecordException("The record has a member twice");
      }
    }
    if (tags != null) {
      restore(attributes, tags);
    }
    return new SessionRecord(cookie == null ? noCookie() : cookie, attributes);
  }

  private static SessionCookie noCookie() {
    throw new UnreadableRecordException("The record has no cookie, so it is not express-session's");
  }

  private static void restore(Map<String, @Nullable Object> attributes, Map<String, TypeTag> tags) {
    ValueReader reader = new ValueReader();
    for (Map.Entry<String, TypeTag> tag : tags.entrySet()) {
      attributes.computeIfPresent(
          tag.getKey(), (name, plain) -> reader.readOrKeep(plain, tag.getValue()));
    }
  }
}
