package io.cloakroom.tck.store.model;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** What bytes show to somebody who tries whether they are compressed in a usual way. */
final class Inflation {

  private static final int MOST = 1 << 22;

  /** The longest header before zlib's or deflate's own: ours has two bytes, gzip's has ten. */
  private static final int LONGEST_HEADER = 10;

  private Inflation() {}

  /** The bytes themselves, and those that come of them or of what follows a header. */
  static List<byte[]> of(byte[] bytes) {
    List<byte[]> all = new ArrayList<>(List.of(bytes));
    for (int from = 0; from <= Math.min(LONGEST_HEADER, bytes.length - 1); from++) {
      if (isZlib(bytes, from)) {
        all.add(inflated(bytes, from, false));
      }
    }
    if (bytes.length > LONGEST_HEADER && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b) {
      all.add(inflated(bytes, LONGEST_HEADER, true));
    }
    return all;
  }

  private static boolean isZlib(byte[] bytes, int from) {
    return from + 1 < bytes.length
        && (bytes[from] & 0x0f) == 8
        && ((bytes[from] & 0xff) << 8 | (bytes[from + 1] & 0xff)) % 31 == 0;
  }

  private static byte[] inflated(byte[] bytes, int from, boolean withoutHeader) {
    Inflater inflater = new Inflater(withoutHeader);
    ByteArrayOutputStream inflated = new ByteArrayOutputStream();
    try {
      inflater.setInput(Arrays.copyOfRange(bytes, from, bytes.length));
      byte[] chunk = new byte[8192];
      int length = inflater.inflate(chunk);
      while (length > 0 && inflated.size() < MOST) {
        inflated.write(chunk, 0, length);
        length = inflater.inflate(chunk);
      }
    } catch (DataFormatException e) {
      return inflated.toByteArray(); // it only looked compressed, from here on at least
    } finally {
      inflater.end();
    }
    return inflated.toByteArray();
  }
}
