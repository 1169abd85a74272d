package io.cloakroom.serializer.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.cloakroom.serializer.Limits;
import io.cloakroom.serializer.UnrestorableValueException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as plain Java values: {@link LinkedHashMap}, {@link ArrayList}, String, Boolean, null; a
 * number is a Double if it has a fraction or an exponent, else the first of Integer, Long and
 * BigInteger that holds it.
 */
final class PlainReader {

  private PlainReader() {}

  /** Reads the value whose first token the parser stands at. */
  static @Nullable Object read(JsonParser in) throws IOException {
    return read(in, Limits.DEPTH);
  }

  private static @Nullable Object read(JsonParser in, int depthLeft) throws IOException {
    return switch (in.currentToken()) {
      case VALUE_STRING -> in.getText();
      case VALUE_NUMBER_INT -> in.getNumberValue();
      case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case START_OBJECT -> object(in, deeper(depthLeft));
      case START_ARRAY -> array(in, deeper(depthLeft));
      default -> throw new UnrestorableValueException(null, "it is not JSON");
    };
  }

  private static int deeper(int depthLeft) {
    if (depthLeft == 0) {
      throw new UnrestorableValueException(
          null, "it is nested more than " + Limits.DEPTH + " levels deep");
    }
    return depthLeft - 1;
  }

  private static Map<String, @Nullable Object> object(JsonParser in, int depthLeft)
      throws IOException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      in.nextToken();
      int before = members.size();
      members.put(name, read(in, depthLeft));
      if (members.size() == before) {
        throw new UnrestorableValueException(null, "it has a member twice");
      }
    }
    return members;
  }

  private static List<@Nullable Object> array(JsonParser in, int depthLeft) throws IOException {
    List<@Nullable Object> elements = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      elements.add(read(in, depthLeft));
    }
    return elements;
  }
}
