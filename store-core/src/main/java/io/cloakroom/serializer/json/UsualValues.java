package io.cloakroom.serializer.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.cloakroom.record.ByteSlice;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes what most attributes are: short JSON, for which Jackson's generator or parser
 * would cost many times as much. The bytes and values are those that Jackson would give.
 */
final class UsualValues {

  private static final ByteSlice TRUE = ByteSlice.of("true".getBytes(US_ASCII));
  private static final ByteSlice FALSE = ByteSlice.of("false".getBytes(US_ASCII));

  /** Any number of so many digits is an int. */
  private static final int DIGITS = 9;

  private UsualValues() {}

  /**
   * Writes an int, a boolean or text that needs no escape.
   *
   * @param most the most bytes that it may have
   * @return null where it is something else, or too long
   */
  static byte @Nullable [] write(@Nullable Object value, int most) {
    if (value instanceof Integer || value instanceof Boolean) {
      return value.toString().getBytes(US_ASCII);
    }
    return value instanceof String text && text.length() <= most - 2 && JsonText.isPlain(text)
        ? ('"' + text + '"').getBytes(US_ASCII)
        : null;
  }

  /** Returns whether {@link #read} reads it. */
  static boolean isUsual(ByteSlice json) {
    return isText(json) || isInt(json) || json.equals(TRUE) || json.equals(FALSE);
  }

  static Object read(ByteSlice json) {
    return switch (json.at(0)) {
      case '"' -> json.toText(1, json.length() - 1);
      case 't' -> true;
      case 'f' -> false;
      default -> Integer.valueOf(json.toText(0, json.length()));
    };
  }

  private static boolean isText(ByteSlice json) {
    int last = json.length() - 1;
    if (last < 1 || json.at(0) != '"' || json.at(last) != '"') {
      return false;
    }
    for (int i = 1; i < last; i++) {
      byte b = json.at(i);
      if (b < ' ' || b == '"' || b == '\\') {
        return false;
      }
    }
    return true;
  }

  private static boolean isInt(ByteSlice json) {
    int first = !json.isEmpty() && json.at(0) == '-' ? 1 : 0;
    int digits = json.length() - first;
    if (digits < 1 || digits > DIGITS || (json.at(first) == '0' && json.length() > 1)) {
      return false;
    }
    for (int i = first; i < json.length(); i++) {
      if (json.at(i) < '0' || json.at(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
