package io.cloakroom.serializer.json;

import io.cloakroom.serializer.json.JsonScanner.MalformedException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds where strings of a JSON text end, eight bytes at a time: most of a record is text. */
final class JsonStrings {

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** One in each byte. */
  private static final long EACH = 0x0101_0101_0101_0101L;

  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private JsonStrings() {}

  /**
   * Returns where it goes on behind a string's closing quotation mark.
   *
   * @param from the first byte behind its opening one
   */
  static int end(byte[] json, int from) throws MalformedException {
    int i = from;
    while (i < json.length) {
      if (i + Long.BYTES <= json.length) {
        long notable = notable((long) EIGHT_BYTES.get(json, i));
        if (notable == 0) {
          i += Long.BYTES;
          continue;
        }
        i += Long.numberOfTrailingZeros(notable) / Byte.SIZE;
      }
      byte b = json[i++];
      if (b == '"') {
        return i;
      }
      if (b == '\\') {
        i = endOfEscape(json, i);
      } else if (b >= 0 && b < ' ') {
        break; // a control character
      }
    }
    throw new MalformedException();
  }

  /**
   * Marks quotation marks, backslashes and control characters among eight bytes by their highest
   * bit. The first mark is right; behind it there may be others that are not.
   */
  private static long notable(long bytes) {
    long quotationMarks = isZero(bytes ^ EACH * '"');
    long backslashes = isZero(bytes ^ EACH * '\\');
    long controls = (bytes - EACH * ' ') & ~bytes;
    return (quotationMarks | backslashes | controls) & HIGH_BITS;
  }

  private static long isZero(long bytes) {
    return (bytes - EACH) & ~bytes;
  }

  /** Where it goes on behind what follows a backslash. */
  private static int endOfEscape(byte[] json, int from) throws MalformedException {
    int c = byteAt(json, from);
    if (c == 'u') {
      for (int i = from + 1; i <= from + 4; i++) {
        if (Character.digit(byteAt(json, i), 16) < 0) {
          throw new MalformedException();
        }
      }
      return from + 5;
    }
    if ("\"\\/bfnrt".indexOf(c) < 0) {
      throw new MalformedException();
    }
    return from + 1;
  }

  private static int byteAt(byte[] json, int at) throws MalformedException {
    if (at >= json.length) {
      throw new MalformedException();
    }
    return json[at] & 0xFF;
  }
}
