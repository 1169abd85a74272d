package io.cloakroom.serializer;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Jackson lets some bytes pass that are not UTF-8. */
final class Utf8 {

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

  private static boolean isAscii(byte[] bytes) {
    int all = 0;
    for (byte each : bytes) {
      all |= each;
    }
    return all >= 0;
  }
}
