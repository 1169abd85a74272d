package io.cloakroom.crypto;

import io.cloakroom.annotation.CheckReturnValue;
import io.cloakroom.record.UnreadableRecordException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Compresses records above a size by the platform's Deflate, where that makes them smaller. Any
 * instance reads what any other wrote, so that compression can be switched on and off while records
 * are stored. Immutable.
 *
 * <p>A compressed record is the byte {@code C0}, which no UTF-8 text holds and so no JSON; the byte
 * 1; and a zlib stream (RFC 1950), whose checksum tells damage. Everything else stands as it is,
 * except that a record which happens to begin with {@code C0}, or as an encrypted one with {@code
 * C1}, is marked by {@code C0 00} before it.
 */
@CheckReturnValue
public final class RecordCompression {

  /** Compresses nothing, and reads what was compressed. */
  public static final RecordCompression OFF = new RecordCompression(Integer.MAX_VALUE);

  /** The size in bytes from which on records are compressed by default. */
  public static final int DEFAULT_THRESHOLD = 1024;

  /** The most bytes that a record may expand to: 16 MiB. A larger one is not compressed. */
  public static final int MAXIMUM_EXPANDED = 1 << 24;

  private static final byte MAGIC = (byte) 0xC0;
  private static final byte STORED = 0;
  private static final byte ZLIB = 1;
  private static final int HEADER_LENGTH = 2;
  private static final int CHUNK = 8192;

  private final int threshold;

  private RecordCompression(int threshold) {
    this.threshold = threshold;
  }

  /** Compresses records of {@value #DEFAULT_THRESHOLD} bytes or more. */
  public static RecordCompression on() {
    return from(DEFAULT_THRESHOLD);
  }

  /**
   * Compresses records of a size or more.
   *
   * @param threshold in bytes; 0: all
   * @throws IllegalArgumentException if it is negative
   */
  public static RecordCompression from(int threshold) {
    if (threshold < 0) {
      throw new IllegalArgumentException(
          "The compression threshold must be 0 bytes or more, but is " + threshold);
    }
    return new RecordCompression(threshold);
  }

  /** Returns what to store of a record: not a copy where nothing is to be changed. */
  public byte[] compress(byte[] content) {
    if (content.length >= threshold && content.length <= MAXIMUM_EXPANDED) {
      byte[] deflated = deflate(content);
      if (deflated.length < content.length) {
        return deflated;
      }
    }
    return isMistakable(content) ? marked(content) : content;
  }

  private static boolean isMistakable(byte[] content) {
    return content.length > 0 && (content[0] == MAGIC || RecordCipher.looksSealed(content));
  }

  /**
   * Returns the record again.
   *
   * @param stored anything: what {@link #compress} gave, something else, garbage
   * @return not a copy where nothing was compressed
   * @throws UnreadableRecordException if it is compressed, and damaged or more than {@link
   *     #MAXIMUM_EXPANDED} bytes
   */
  public byte[] expand(byte[] stored) {
    if (stored.length == 0 || stored[0] != MAGIC) {
      return stored;
    }
    if (stored.length >= HEADER_LENGTH && stored[1] == STORED) {
      return Arrays.copyOfRange(stored, HEADER_LENGTH, stored.length);
    }
    if (stored.length >= HEADER_LENGTH && stored[1] == ZLIB) {
      return inflate(stored);
    }
    throw new UnreadableRecordException(
        "The record is compressed in a way that this release does not know");
  }

  private static byte[] deflate(byte[] content) {
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(content);
      deflater.finish();
      ByteArrayOutputStream deflated = new ByteArrayOutputStream(content.length / 2);
      deflated.write(MAGIC);
      deflated.write(ZLIB);
      byte[] chunk = new byte[CHUNK];
      while (!deflater.finished()) {
        deflated.write(chunk, 0, deflater.deflate(chunk));
      }
      return deflated.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private static byte[] inflate(byte[] stored) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(stored, HEADER_LENGTH, stored.length - HEADER_LENGTH);
      ByteArrayOutputStream expanded = new ByteArrayOutputStream(CHUNK);
      byte[] chunk = new byte[CHUNK];
      while (!inflater.finished()) {
        int length = inflater.inflate(chunk);
        if (length == 0 && !inflater.finished()) {
          throw damaged();
        }
        if (expanded.size() + length > MAXIMUM_EXPANDED) {
          throw new UnreadableRecordException(
              "The record expands to more than " + MAXIMUM_EXPANDED + " bytes");
        }
        expanded.write(chunk, 0, length);
      }
      if (inflater.getRemaining() > 0) {
        throw damaged();
      }
      return expanded.toByteArray();
    } catch (DataFormatException e) {
      throw damaged();
    } finally {
      inflater.end();
    }
  }

  private static byte[] marked(byte[] content) {
    byte[] marked = new byte[HEADER_LENGTH + content.length];
    marked[0] = MAGIC;
    marked[1] = STORED;
    System.arraycopy(content, 0, marked, HEADER_LENGTH, content.length);
    return marked;
  }

  private static UnreadableRecordException damaged() {
    return new UnreadableRecordException("The compressed record is damaged");
  }
}
