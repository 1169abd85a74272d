package io.cloakroom.serializer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The member of the record that says what JSON can't: {@code
 * "__cloakroom":{"types":{"visits":"long"}}}. A type is written in one of three ways:
 *
 * <ul>
 *   <li>{@code "long"}: the value's type;
 *   <li>{@code ["list","long"]}: its type, and the type of every value within it;
 *   <li>{@code {"map":{"total":"big-decimal"}}}: its type, and the types of the values within it,
 *       by index, member or field; those that have none are what JSON says.
 * </ul>
 *
 * Other members beside {@code types} are skipped: they are a later version's.
 */
final class SideTable {

  /** The member's name, which no attribute can have. */
  static final String NAME = "__cloakroom";

  private static final String TYPES = "types";

  private SideTable() {}

  static void write(Map<String, TypeTag> tags, JsonGenerator out) throws IOException {
    out.writeObjectFieldStart(NAME);
    out.writeFieldName(TYPES);
    writeByKey(tags, out);
    out.writeEndObject();
  }

  private static void writeByKey(Map<String, TypeTag> tags, JsonGenerator out) throws IOException {
    out.writeStartObject();
    for (Map.Entry<String, TypeTag> tag : tags.entrySet()) {
      out.writeFieldName(tag.getKey());
      write(tag.getValue(), out);
    }
    out.writeEndObject();
  }

  private static void write(TypeTag tag, JsonGenerator out) throws IOException {
    if (tag.byKey() != null) {
      out.writeStartObject();
      out.writeFieldName(tag.type().name());
      writeByKey(tag.byKey(), out);
      out.writeEndObject();
    } else if (tag.each() != null) {
      out.writeStartArray();
      out.writeString(tag.type().name());
      write(tag.each(), out);
      out.writeEndArray();
    } else {
      out.writeString(tag.type().name());
    }
  }

  /**
   * Reads the member whose value the parser stands at.
   *
   * @throws UnreadableRecordException if it is anything but such a table, or names a type that may
   *     not be restored
   */
  static Map<String, TypeTag> read(JsonParser in, TypeCatalog types) throws IOException {
    expect(JsonToken.START_OBJECT, in);
    Map<String, TypeTag> tags = null;
    while (in.nextToken() != JsonToken.END_OBJECT) {
      boolean isTypes = in.currentName().equals(TYPES);
      in.nextToken();
      if (!isTypes) {
        in.skipChildren();
      } else if (tags == null) {
        tags = readByKey(in, types);
      } else {
        throw malformed();
      }
    }
    return tags == null ? Map.of() : tags;
  }

  private static Map<String, TypeTag> readByKey(JsonParser in, TypeCatalog types)
      throws IOException {
    expect(JsonToken.START_OBJECT, in);
    Map<String, TypeTag> tags = new LinkedHashMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String key = in.currentName();
      in.nextToken();
      if (tags.put(key, readTag(in, types)) != null) {
        throw malformed();
      }
    }
    return tags;
  }

  private static TypeTag readTag(JsonParser in, TypeCatalog types) throws IOException {
    switch (in.currentToken()) {
      case VALUE_STRING -> {
        return type(in.getText(), types).tag();
      }
      case START_ARRAY -> {
        in.nextToken();
        expect(JsonToken.VALUE_STRING, in);
        ValueType type = type(in.getText(), types);
        in.nextToken();
        TypeTag each = readTag(in, types);
        in.nextToken();
        expect(JsonToken.END_ARRAY, in);
        return new TypeTag(type, each, null);
      }
      case START_OBJECT -> {
        in.nextToken();
        expect(JsonToken.FIELD_NAME, in);
        ValueType type = type(in.currentName(), types);
        in.nextToken();
        Map<String, TypeTag> byKey = readByKey(in, types);
        in.nextToken();
        expect(JsonToken.END_OBJECT, in);
        return new TypeTag(type, null, byKey);
      }
      default -> throw malformed();
    }
  }

  private static ValueType type(String name, TypeCatalog types) {
    ValueType type = types.named(name);
    if (type == null) {
      throw new UnreadableRecordException(
          "The record names a type that may not be restored: it is unknown here, or the"
              + " JsonSessionSerializer does not allow it");
    }
    return type;
  }

  private static void expect(JsonToken token, JsonParser in) {
    if (in.currentToken() != token) {
      throw malformed();
    }
  }

  private static UnreadableRecordException malformed() {
    return new UnreadableRecordException("The record's table of types can't be understood");
  }
}
