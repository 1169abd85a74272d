package io.cloakroom.serializer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Text with lone surrogates, which UTF-8 can't carry. They are written as {@code JSON.stringify}
 * writes them: as an escape, in lower-case hexadecimal. Every other text goes to Jackson as it is.
 *
 * @see <a href="https://tc39.es/ecma262/#sec-quotejsonstring">ECMA-262, QuoteJSONString</a>
 */
final class JsonText implements SerializableString {

  private final String text;

  private JsonText(String text) {
    this.text = text;
  }

  static void writeString(String text, JsonGenerator out) throws IOException {
    if (isWellFormed(text)) {
      out.writeString(text);
    } else {
      out.writeString(new JsonText(text));
    }
  }

  /** Whether it has no lone surrogate. Jackson reads none in a member's name. */
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

  private String quoted() {
    StringBuilder out = new StringBuilder(text.length() + 16);
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
    return out.toString();
  }

  @Override
  public String getValue() {
    return text;
  }

  @Override
  public int charLength() {
    return text.length();
  }

  @Override
  public char[] asQuotedChars() {
    return quoted().toCharArray();
  }

  @Override
  public byte[] asUnquotedUTF8() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] asQuotedUTF8() {
    return quoted().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public int appendQuotedUTF8(byte[] buffer, int offset) {
    return append(asQuotedUTF8(), buffer, offset);
  }

  @Override
  public int appendUnquotedUTF8(byte[] buffer, int offset) {
    return append(asUnquotedUTF8(), buffer, offset);
  }

  private static int append(byte[] bytes, byte[] buffer, int offset) {
    if (bytes.length > buffer.length - offset) {
      return -1;
    }
    System.arraycopy(bytes, 0, buffer, offset, bytes.length);
    return bytes.length;
  }

  @Override
  public int appendQuoted(char[] buffer, int offset) {
    return append(quoted(), buffer, offset);
  }

  @Override
  public int appendUnquoted(char[] buffer, int offset) {
    return append(text, buffer, offset);
  }

  private static int append(String chars, char[] buffer, int offset) {
    if (chars.length() > buffer.length - offset) {
      return -1;
    }
    chars.getChars(0, chars.length(), buffer, offset);
    return chars.length();
  }

  @Override
  public int writeQuotedUTF8(OutputStream out) throws IOException {
    return write(asQuotedUTF8(), out);
  }

  @Override
  public int writeUnquotedUTF8(OutputStream out) throws IOException {
    return write(asUnquotedUTF8(), out);
  }

  private static int write(byte[] bytes, OutputStream out) throws IOException {
    out.write(bytes);
    return bytes.length;
  }

  @Override
  public int putQuotedUTF8(ByteBuffer buffer) {
    return put(asQuotedUTF8(), buffer);
  }

  @Override
  public int putUnquotedUTF8(ByteBuffer buffer) {
    return put(asUnquotedUTF8(), buffer);
  }

  private static int put(byte[] bytes, ByteBuffer buffer) {
    if (bytes.length > buffer.remaining()) {
      return -1;
    }
    buffer.put(bytes);
    return bytes.length;
  }
}
