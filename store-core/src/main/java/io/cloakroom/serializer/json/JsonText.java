package io.cloakroom.serializer.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Text as {@code JSON.stringify} writes it. Lone surrogates, which UTF-8 can't carry, become an
 * escape in lower-case hexadecimal.
 *
 * @see <a href="https://tc39.es/ecma262/#sec-quotejsonstring">ECMA-262, QuoteJSONString</a>
 */
final class JsonText {

  private JsonText() {}

  // Jackson before 2.18 writes what takes a pair of surrogates as two escapes, later ones on demand
  // as UTF-8: so that every version writes the same bytes, such text is written here

  static void writeString(String text, JsonGenerator out) throws IOException {
    if (hasSurrogates(text)) {
      out.writeRawValue(quoted(text));
    } else {
      out.writeString(text);
    }
  }

  /** Writes the name of a member; a well-formed one. */
  static void writeName(String name, JsonGenerator out) throws IOException {
    if (hasSurrogates(name)) {
      out.writeFieldName(new SerializedString(name));
    } else {
      out.writeFieldName(name);
    }
  }

  private static boolean hasSurrogates(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether it has no lone surrogate. Jackson reads none in a member's name. */
  static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (isLone(text, i)) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /** Whether the surrogate at this place, which is not the second of a pair, has no partner. */
  private static boolean isLone(String text, int index) {
    return index + 1 == text.length()
        || !Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1));
  }

  /** Returns whether it is US-ASCII and needs no escape. */
  static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  /** Returns the text in quotation marks, in UTF-8. */
  static byte[] quote(String text) {
    return quoted(text).getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the text in quotation marks. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        default -> {
          if (Character.isSurrogate(c) && !isLone(text, i)) {
            out.append(c).append(text.charAt(++i));
          } else if (c < ' ' || Character.isSurrogate(c)) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }

  /**
   * Returns the text that a string of JSON stands for.
   *
   * @param json what is between the quotation marks, with escapes that JSON knows
   */
  static String unescaped(String json) {
    if (json.indexOf('\\') < 0) {
      return json;
    }
    StringBuilder out = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      char escape = json.charAt(++i);
      switch (escape) {
        case 'b' -> out.append('\b');
        case 't' -> out.append('\t');
        case 'n' -> out.append('\n');
        case 'f' -> out.append('\f');
        case 'r' -> out.append('\r');
        case 'u' -> {
          out.append((char) Integer.parseInt(json, i + 1, i + 5, 16));
          i += 4;
        }
        default -> out.append(escape);
      }
    }
    return out.toString();
  }
}
