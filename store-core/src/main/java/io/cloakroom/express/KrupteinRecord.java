package io.cloakroom.express;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.cloakroom.record.UnreadableRecordException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of a record as kruptein 2.x writes it: a JSON object of strings and of Buffers. */
final class KrupteinRecord {

  private static final int HMAC_LENGTH = 64;
  private static final int NONCE_LENGTH = 12;
  private static final int SALT_LENGTH = 128;
  private static final int TAG_LENGTH = 16;
  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, String> strings = new HashMap<>();
  private final Map<String, byte[]> buffers = new HashMap<>();

  private KrupteinRecord() {}

  /** Whether bytes begin as JavaScript writes the object: its members have a fixed order. */
  static boolean recognizes(byte[] stored) {
    try (JsonParser parser = JSON.createParser(stored)) {
      return parser.nextToken() == JsonToken.START_OBJECT && "hmac".equals(parser.nextFieldName());
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Reads the members.
   *
   * @throws UnreadableRecordException if it is not such an object
   */
  static KrupteinRecord parse(byte[] stored) {
    KrupteinRecord parsed = new KrupteinRecord();
    try (JsonParser parser = JSON.createParser(stored)) {
      expect(parser.nextToken() == JsonToken.START_OBJECT);
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parsed.readMember(name, parser);
      }
      expect(parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null);
    } catch (IOException e) {
      throw notKruptein();
    }
    return parsed;
  }

  byte[] hmac() {
    return sized(latin1(string("hmac")), HMAC_LENGTH);
  }

  /** Returns the HMAC's input: kruptein gives it the string, which Node then writes as UTF-8. */
  byte[] authenticated() {
    return string("ct").getBytes(StandardCharsets.UTF_8);
  }

  byte[] ciphertext() {
    return latin1(string("ct"));
  }

  byte[] associatedData() {
    return latin1(string("aad"));
  }

  byte[] nonce() {
    return sized(buffer("iv"), NONCE_LENGTH);
  }

  byte[] salt() {
    return sized(buffer("salt"), SALT_LENGTH);
  }

  byte[] tag() {
    return sized(buffer("at"), TAG_LENGTH);
  }

  private void readMember(String name, JsonParser parser) throws IOException {
    switch (name) {
      case "hmac", "ct", "aad" -> {
        expect(parser.nextToken() == JsonToken.VALUE_STRING);
        strings.put(name, parser.getText());
      }
      case "iv", "salt", "at" -> {
        expect(parser.nextToken() == JsonToken.START_OBJECT);
        buffers.put(name, readBuffer(parser));
      }
      default -> throw notKruptein();
    }
  }

  /** Reads what JavaScript makes of a Buffer: {@code {"type":"Buffer","data":[1,2,3]}}. */
  private static byte[] readBuffer(JsonParser parser) throws IOException {
    expect("type".equals(parser.nextFieldName()) && "Buffer".equals(parser.nextTextValue()));
    expect("data".equals(parser.nextFieldName()) && parser.nextToken() == JsonToken.START_ARRAY);
    ByteArrayOutputStream data = new ByteArrayOutputStream(SALT_LENGTH);
    while (parser.nextToken() == JsonToken.VALUE_NUMBER_INT) {
      int octet = parser.getIntValue();
      expect(octet >= 0 && octet <= 0xFF);
      data.write(octet);
    }
    expect(parser.currentToken() == JsonToken.END_ARRAY);
    expect(parser.nextToken() == JsonToken.END_OBJECT);
    return data.toByteArray();
  }

  private String string(String name) {
    @Nullable String value = strings.get(name);
    if (value == null) {
      throw notKruptein();
    }
    return value;
  }

  private byte[] buffer(String name) {
    byte @Nullable [] value = buffers.get(name);
    if (value == null) {
      throw notKruptein();
    }
    return value;
  }

  private static byte[] latin1(String text) {
    expect(text.chars().allMatch(character -> character <= 0xFF));
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] sized(byte[] bytes, int length) {
    expect(bytes.length == length);
    return bytes;
  }

  private static void expect(boolean condition) {
    if (!condition) {
      throw notKruptein();
    }
  }

  private static UnreadableRecordException notKruptein() {
    return new UnreadableRecordException("The record is not what kruptein 2.x writes");
  }
}
