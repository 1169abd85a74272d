package io.cloakroom.serializer.json;

import io.cloakroom.record.ByteSlice;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * Finds where the values of a JSON text (RFC 8259) begin and end, and decodes none of them but
 * names. It accepts JSON of any depth in time that is proportional to its length, and nothing that
 * is not JSON. The bytes are UTF-8 already.
 */
final class JsonScanner {

  /** What is not JSON, without a stack trace. */
  static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException() {
      super("not JSON", null, false, false);
    }
  }

  private static final int END = -1;

  private final byte[] json;
  private final int end;
  private int at;

  JsonScanner(byte[] json) {
    this.json = json;
    this.end = json.length;
  }

  /**
   * Moves into an object.
   *
   * @return whether it has a member
   */
  boolean enterObject() throws MalformedException {
    expect('{');
    return !skip('}');
  }

  /** Moves over the comma between two members, or the end of the object. */
  boolean hasNextMember() throws MalformedException {
    if (skip(',')) {
      return true;
    }
    expect('}');
    return false;
  }

  private void expect(char expected) throws MalformedException {
    if (next() != expected) {
      throw new MalformedException();
    }
    at++;
  }

  private boolean skip(char wanted) {
    if (next() != wanted) {
      return false;
    }
    at++;
    return true;
  }

  /** Checks that nothing but white space is left. */
  void expectEnd() throws MalformedException {
    if (next() != END) {
      throw new MalformedException();
    }
  }

  /** Moves over a member's name and the colon behind it. */
  String name() throws MalformedException {
    startOfString();
    int from = at + 1;
    string();
    String name = new String(json, from, at - 1 - from, StandardCharsets.UTF_8);
    expect(':');
    return JsonText.unescaped(name);
  }

  /** Returns whether the next value is an object. */
  boolean isObject() {
    return next() == '{';
  }

  /** Moves over a value, and returns it as it is written. */
  String text() throws MalformedException {
    next();
    int from = at;
    skipValue();
    return new String(json, from, at - from, StandardCharsets.UTF_8);
  }

  /** Moves over a value. */
  ByteSlice value() throws MalformedException {
    next();
    int from = at;
    skipValue();
    return ByteSlice.of(json, from, at);
  }

  private void skipValue() throws MalformedException {
    int start = next();
    if (start == '{' || start == '[') {
      skipContainer();
    } else {
      scalar(start);
    }
  }

  private void skipContainer() throws MalformedException {
    BitSet objects = new BitSet();
    int depth = 0;
    do {
      int first = next();
      if (first == '{' || first == '[') {
        at++;
        depth++;
        objects.set(depth, first == '{');
        if (!closes(first == '{')) {
          if (first == '{') {
            skipName();
          }
          continue;
        }
        depth--;
      } else {
        scalar(first);
      }
      while (depth > 0 && closes(objects.get(depth))) {
        depth--;
      }
      if (depth > 0) {
        expect(',');
        if (objects.get(depth)) {
          skipName();
        }
      }
    } while (depth > 0);
  }

  private void skipName() throws MalformedException {
    startOfString();
    string();
    expect(':');
  }

  private void startOfString() throws MalformedException {
    if (next() != '"') {
      throw new MalformedException();
    }
  }

  private boolean closes(boolean object) {
    return skip(object ? '}' : ']');
  }

  private void scalar(int first) throws MalformedException {
    switch (first) {
      case '"' -> string();
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      default -> number();
    }
  }

  private void literal(String word) throws MalformedException {
    for (int i = 0; i < word.length(); i++) {
      if (peek() != word.charAt(i)) {
        throw new MalformedException();
      }
      at++;
    }
  }

  private void number() throws MalformedException {
    if (peek() == '-') {
      at++;
    }
    if (peek() == '0') {
      at++;
    } else {
      digits();
    }
    if (peek() == '.') {
      at++;
      digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      digits();
    }
  }

  private void digits() throws MalformedException {
    int i = at;
    while (i < end && json[i] >= '0' && json[i] <= '9') {
      i++;
    }
    if (i == at) {
      throw new MalformedException();
    }
    at = i;
  }

  private void string() throws MalformedException {
    // by local variables: most of a record is text
    int i = at + 1;
    while (i < end) {
      byte b = json[i++];
      if (b == '"') {
        at = i;
        return;
      }
      if (b == '\\') {
        at = i;
        escape();
        i = at;
      } else if (b >= 0 && b < ' ') {
        break; // a control character
      }
    }
    throw new MalformedException();
  }

  private void escape() throws MalformedException {
    int c = peek();
    at++;
    if (c == 'u') {
      for (int i = 0; i < 4; i++) {
        if (Character.digit(peek(), 16) < 0) {
          throw new MalformedException();
        }
        at++;
      }
    } else if ("\"\\/bfnrt".indexOf(c) < 0) {
      throw new MalformedException();
    }
  }

  private int next() {
    while (at < end && isWhiteSpace(json[at])) {
      at++;
    }
    return peek();
  }

  private static boolean isWhiteSpace(byte c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  /** Returns the byte as it is, unsigned. */
  private int peek() {
    return at < end ? json[at] & 0xFF : END;
  }
}
