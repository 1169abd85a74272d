package io.cloakroom.serializer.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.cloakroom.record.ByteSlice;
import io.cloakroom.serializer.UnrestorableValueException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Type tags as JSON. A tag is written in one of three ways:
 *
 * <ul>
 *   <li>{@code "long"}: the value's type;
 *   <li>{@code ["list","long"]}: its type, and the type of every value within it;
 *   <li>{@code {"map":{"total":"big-decimal"}}}: its type, and the types of the values within it,
 *       by index, member or field; those that have none are what JSON says.
 * </ul>
 */
final class TypeTagJson {

  private final JsonFactory json;
  private final TypeCatalog types;

  TypeTagJson(JsonFactory json, TypeCatalog types) {
    this.json = json;
    this.types = types;
  }

  static String write(TypeTag tag) {
    StringBuilder out = new StringBuilder();
    write(tag, out);
    return out.toString();
  }

  private static void write(TypeTag tag, StringBuilder out) {
    String type = JsonText.quoted(tag.type().name());
    if (tag.byKey() != null) {
      out.append('{').append(type).append(":{");
      String separator = "";
      for (Map.Entry<String, TypeTag> within : tag.byKey().entrySet()) {
        out.append(separator).append(JsonText.quoted(within.getKey())).append(':');
        write(within.getValue(), out);
        separator = ",";
      }
      out.append("}}");
    } else if (tag.each() != null) {
      out.append('[').append(type).append(',');
      write(tag.each(), out);
      out.append(']');
    } else {
      out.append(type);
    }
  }

  /**
   * Reads a tag.
   *
   * @throws UnrestorableValueException if it is not a tag, or names a type that is not known here
   *     or not allowed
   */
  TypeTag read(ByteSlice tag) {
    try (JsonParser in = json.createParser(tag.toByteArray())) {
      in.nextToken();
      return read(in);
    } catch (IOException e) {
      throw new UnrestorableValueException(null, "its type is beyond the limits");
    }
  }

  private TypeTag read(JsonParser in) throws IOException {
    switch (in.currentToken()) {
      case VALUE_STRING -> {
        return type(in.getText()).tag();
      }
      case START_ARRAY -> {
        in.nextToken();
        expect(JsonToken.VALUE_STRING, in);
        ValueType type = type(in.getText());
        in.nextToken();
        TypeTag each = read(in);
        in.nextToken();
        expect(JsonToken.END_ARRAY, in);
        return new TypeTag(type, each, null);
      }
      case START_OBJECT -> {
        in.nextToken();
        expect(JsonToken.FIELD_NAME, in);
        ValueType type = type(in.currentName());
        in.nextToken();
        Map<String, TypeTag> byKey = readByKey(in);
        in.nextToken();
        expect(JsonToken.END_OBJECT, in);
        return new TypeTag(type, null, byKey);
      }
      default -> throw malformed();
    }
  }

  private Map<String, TypeTag> readByKey(JsonParser in) throws IOException {
    expect(JsonToken.START_OBJECT, in);
    Map<String, TypeTag> tags = new LinkedHashMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String key = in.currentName();
      in.nextToken();
      if (tags.put(key, read(in)) != null) {
        throw malformed();
      }
    }
    return tags;
  }

  private ValueType type(String name) {
    ValueType type = types.named(name);
    if (type == null) {
      throw new UnrestorableValueException(
          name, "it is unknown here, or the JsonSessionSerializer does not allow it");
    }
    return type;
  }

  private static void expect(JsonToken token, JsonParser in) {
    if (in.currentToken() != token) {
      throw malformed();
    }
  }

  private static UnrestorableValueException malformed() {
    return new UnrestorableValueException(null, "its type can't be understood");
  }
}
