package io.cloakroom.serializer.json;

import io.cloakroom.record.ByteSlice;
import io.cloakroom.record.StoredValue;
import io.cloakroom.record.UnreadableRecordException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The member of the record that says of attributes what JSON can't: {@code
 * "__cloakroom":{"types":{"visits":"long"}}}. Here each type is only its bytes; {@link TypeTagJson}
 * says what they mean.
 *
 * <p>Other members beside {@code types} are skipped: they are a later version's.
 */
final class RecordMetadata {

  /** The member's name, which no attribute can have. */
  static final String NAME = "__cloakroom";

  private static final String TYPES = "types";
  private static final byte[] START = ascii(",\"" + NAME + "\":{\"" + TYPES + "\":{");
  private static final byte[] NEXT = ascii(",");
  private static final byte[] END = ascii("}}");

  private RecordMetadata() {}

  /** Appends the types of those attributes that have one, or nothing. */
  static void join(Map<String, StoredValue> attributes, RecordBytes out) {
    boolean started = false;
    for (Map.Entry<String, StoredValue> attribute : attributes.entrySet()) {
      ByteSlice type = attribute.getValue().type();
      if (!type.isEmpty()) {
        out.writeBytes(started ? NEXT : START);
        out.writeQuoted(attribute.getKey());
        out.write(':');
        type.writeTo(out::write);
        started = true;
      }
    }
    if (started) {
      out.writeBytes(END);
    }
  }

  /**
   * Splits the member's value into the types by attribute.
   *
   * @throws UnreadableRecordException if it is anything but such a table
   */
  static Map<String, ByteSlice> split(JsonScanner in) throws JsonScanner.MalformedException {
    Map<String, ByteSlice> types = null;
    for (boolean more = enter(in); more; more = in.hasNextMember()) {
      if (!in.name().equals(TYPES)) {
        in.value();
      } else if (types == null) {
        types = types(in);
      } else {
        throw malformed();
      }
    }
    return types == null ? Map.of() : types;
  }

  private static Map<String, ByteSlice> types(JsonScanner in)
      throws JsonScanner.MalformedException {
    Map<String, ByteSlice> types = new LinkedHashMap<>();
    for (boolean more = enter(in); more; more = in.hasNextMember()) {
      if (types.put(in.name(), in.value()) != null) {
        throw malformed();
      }
    }
    return types;
  }

  private static boolean enter(JsonScanner in) throws JsonScanner.MalformedException {
    if (!in.isObject()) {
      throw malformed();
    }
    return in.enterObject();
  }

  private static UnreadableRecordException malformed() {
    return new UnreadableRecordException("The record's table of types can't be understood");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
