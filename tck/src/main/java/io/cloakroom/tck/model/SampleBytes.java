package io.cloakroom.tck.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Random;

/**
 * Bytes that a sequence writes, said in a few words.
 *
 * @param kind what they look like
 * @param size how many
 * @param seed tells apart what looks alike
 */
public record SampleBytes(Kind kind, int size, int seed) {

  /** A gzip stream (RFC 1952) of no bytes, whose header says that a file's name follows. */
  private static final byte[] GZIP_OF_NOTHING = {
    0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 3, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0
  };

  private static final int GZIP_HEADER = 10;

  /** Room for the seed. */
  private static final int MARK = 11;

  /** What bytes look like. */
  public enum Kind {
    /** All byte values. */
    RANDOM,
    /** Text that says the same again and again. */
    TEXT,
    /** Digits, which a client may take for a number. */
    DIGITS,
    /** Begins as a compressed stream does. */
    GZIP,
    /** Is a compressed stream, which a client may expand. */
    GZIPPED,
    /** Begins as a serialized Java object does. */
    JAVA,
    /** A reply of the protocol. */
    PROTOCOL,
    /** Bytes that are no UTF-8. */
    NOT_UTF8,
    /** White space and zeros at both ends. */
    BLANK,
    /** Digits that are another text than their number. */
    ZEROS,
    /** Text within quotation marks. */
    QUOTED,
    /** Begins with a byte order mark. */
    MARKED
  }

  /** Returns other bytes of the same kind and size. */
  public SampleBytes another() {
    return new SampleBytes(kind, size, seed + 1);
  }

  /** Returns the bytes, a new array each time. */
  public byte[] bytes() {
    if (kind == Kind.GZIPPED && size >= GZIP_OF_NOTHING.length + MARK) {
      return gzipped();
    }
    byte[] bytes = new byte[size];
    Random random = new Random(seed);
    byte[] pattern = pattern();
    if (pattern.length == 0) {
      random.nextBytes(bytes);
      return bytes;
    }
    for (int i = 0; i < size; i++) {
      bytes[i] = pattern[i % pattern.length];
    }
    byte[] mark = Integer.toString(seed).getBytes(UTF_8);
    int middle = size / 2;
    for (int i = 0; i < mark.length && middle + i < size - 1; i++) {
      bytes[middle + i] = mark[i];
    }
    if (kind == Kind.QUOTED && size > 1) {
      bytes[size - 1] = '"';
    }
    return bytes;
  }

  /** A stream that is as long as it has to be, by the name in its header. */
  private byte[] gzipped() {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) 'n');
    System.arraycopy(GZIP_OF_NOTHING, 0, bytes, 0, GZIP_HEADER);
    int rest = GZIP_OF_NOTHING.length - GZIP_HEADER;
    System.arraycopy(GZIP_OF_NOTHING, GZIP_HEADER, bytes, size - rest, rest);
    byte[] mark = Integer.toString(seed).getBytes(UTF_8);
    System.arraycopy(mark, 0, bytes, GZIP_HEADER, mark.length);
    return bytes;
  }

  private byte[] pattern() {
    return switch (kind) {
      case RANDOM -> new byte[0];
      case TEXT -> "session-\u00e9-".getBytes(UTF_8);
      case DIGITS -> "1234567890".getBytes(UTF_8);
      case GZIP, GZIPPED -> new byte[] {0x1f, (byte) 0x8b, 8, 0, 1, 2};
      case JAVA -> new byte[] {(byte) 0xac, (byte) 0xed, 0, 5, 0x74};
      case PROTOCOL -> "$-1\r\n:1\r\n+QUEUED\r\n".getBytes(UTF_8);
      case NOT_UTF8 -> new byte[] {(byte) 0xff, (byte) 0xc0, (byte) 0x80, (byte) 0xfe};
      case BLANK -> new byte[] {' ', 0, '\n', '\r', '\t'};
      case ZEROS -> "00012".getBytes(UTF_8);
      case QUOTED -> "\"text".getBytes(UTF_8);
      case MARKED -> new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf, 'a'};
    };
  }

  @Override
  public String toString() {
    return size + " bytes " + kind + "#" + seed;
  }
}
