package io.cloakroom.serializer.json;

import io.cloakroom.record.UnreadableRecordException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Jackson lets some bytes pass that are not UTF-8. */
final class Utf8 {

  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  /**
   * @throws UnreadableRecordException if the bytes are not UTF-8 or begin with a byte order mark,
   *     which JSON has not
   */
  static void check(byte[] bytes) {
    if (isAscii(bytes)) {
      return;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException e) {
      throw new UnreadableRecordException("The record is not UTF-8");
    }
    if (bytes[0] == (byte) 0xEF) {
      throw new UnreadableRecordException("The record is not a JSON object");
    }
  }

  /** Reads eight bytes at a time; byte by byte, it would be a seventh of reading a record. */
  private static boolean isAscii(byte[] bytes) {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    long all = 0;
    while (rest.remaining() >= Long.BYTES) {
      all |= rest.getLong();
    }
    while (rest.hasRemaining()) {
      all |= rest.get() & HIGH_BITS;
    }
    return (all & HIGH_BITS) == 0;
  }
}
