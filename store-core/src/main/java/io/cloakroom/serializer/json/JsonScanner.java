package io.cloakroom.serializer.json;

import io.cloakroom.record.ByteSlice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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

  private static final int USUAL_DEPTH = 16;

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

  /** Moves over a value if it is written in these bytes, which are a whole object. */
  boolean skipObject(byte[] same) {
    next();
    if (end - at < same.length
        || !Arrays.equals(json, at, at + same.length, same, 0, same.length)) {
      return false;
    }
    at += same.length;
    return true;
  }

  /** Returns where the next value begins. */
  int start() {
    next();
    return at;
  }

  /** Returns the bytes that were moved over since then. */
  byte[] since(int start) {
    return Arrays.copyOfRange(json, start, at);
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
    boolean[] objects = new boolean[USUAL_DEPTH];
    int depth = 0;
    int c = next();
    while (true) {
      if (c == '{' || c == '[') {
        at++;
        if (depth == objects.length) {
          objects = Arrays.copyOf(objects, 2 * depth);
        }
        boolean object = c == '{';
        objects[depth++] = object;
        c = next();
        if (c != end(object)) {
          c = object ? skipName(c) : c;
          continue;
        }
      } else {
        scalar(c);
        c = next();
      }
      while (c == end(objects[depth - 1])) {
        at++;
        depth--;
        if (depth == 0) {
          return;
        }
        c = next();
      }
      if (c != ',') {
        throw new MalformedException();
      }
      at++;
      c = next();
      c = objects[depth - 1] ? skipName(c) : c;
    }
  }

  private static char end(boolean ofObject) {
    return ofObject ? '}' : ']';
  }

  /** Moves over a name and its colon, and returns how the value begins. */
  private int skipName(int first) throws MalformedException {
    if (first != '"') {
      throw new MalformedException();
    }
    string();
    expect(':');
    return next();
  }

  private void startOfString() throws MalformedException {
    if (next() != '"') {
      throw new MalformedException();
    }
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
    at = JsonStrings.end(json, at + 1);
  }

  private int next() {
    int i = at;
    while (i < end && isWhiteSpace(json[i])) {
      i++;
    }
    at = i;
    return peek();
  }

  private static boolean isWhiteSpace(byte c) {
    return c <= ' ' && (c == ' ' || c == '\n' || c == '\r' || c == '\t');
  }

  /** Returns the byte as it is, unsigned. */
  private int peek() {
    return at < end ? json[at] & 0xFF : END;
  }
}
