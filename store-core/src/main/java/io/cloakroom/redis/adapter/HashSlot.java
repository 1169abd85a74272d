package io.cloakroom.redis.adapter;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Finds a key's slot in a cluster: CRC16 of the key, or of the part between its first braces,
 * modulo 16384.
 *
 * @see <a href="https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/">The
 *     cluster specification, key distribution model</a>
 */
public final class HashSlot {

  private static final int SLOTS = 16384;
  private static final int XMODEM = 0x1021;

  private HashSlot() {}

  /** Returns the slot of a key as the server has it: 0 to 16383. */
  public static int of(byte[] key) {
    int open = indexOf(key, '{', 0);
    int close = open < 0 ? -1 : indexOf(key, '}', open + 1);
    return close > open + 1 ? crc16(key, open + 1, close) : crc16(key, 0, key.length);
  }

  /** Returns some key of a slot. */
  public static byte[] keyIn(int slot) {
    for (int i = 0; ; i++) {
      byte[] key = Integer.toString(i).getBytes(US_ASCII);
      if (of(key) == slot) {
        return key;
      }
    }
  }

  private static int indexOf(byte[] key, char wanted, int from) {
    for (int i = from; i < key.length; i++) {
      if (key[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  private static int crc16(byte[] bytes, int from, int to) {
    int crc = 0;
    for (int i = from; i < to; i++) {
      crc ^= (bytes[i] & 0xff) << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ XMODEM;
      }
    }
    return (crc & 0xffff) % SLOTS;
  }
}
