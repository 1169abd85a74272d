package io.cloakroom.serializer.json;

import io.cloakroom.serializer.Limits;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes of a record as they are written, up to a limit. For one thread. If its array is full at
 * the end, as after a single large write by Jackson, that is the result and is not copied.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // a record has one writer
final class RecordBytes extends ByteArrayOutputStream {

  private final int limit;

  RecordBytes(int limit) {
    this(limit, 0);
  }

  /**
   * @param expected how many bytes there will be, about
   */
  RecordBytes(int limit, int expected) {
    super(Math.min(expected, limit));
    this.limit = limit;
  }

  @Override
  public void write(int b) {
    makeRoom(1);
    buf[count++] = (byte) b;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    makeRoom(length);
    System.arraycopy(bytes, offset, buf, count, length);
    count += length;
  }

  /** Writes text of US-ASCII as it is. */
  @SuppressWarnings("deprecation") // the one way without an array of its own
  void writeAscii(String text) {
    makeRoom(text.length());
    text.getBytes(0, text.length(), buf, count);
    count += text.length();
  }

  /** Writes text in quotation marks, with the escapes that JSON wants. */
  void writeQuoted(String text) {
    if (JsonText.isPlain(text)) {
      write('"');
      writeAscii(text);
      write('"');
    } else {
      writeBytes(JsonText.quote(text));
    }
  }

  @Override
  public byte[] toByteArray() {
    return count == buf.length ? buf : Arrays.copyOf(buf, count);
  }

  /** Compares two ranges of what was written, byte by byte. */
  int compare(int from, int to, int otherFrom, int otherTo) {
    return Arrays.compareUnsigned(buf, from, to, buf, otherFrom, otherTo);
  }

  /** Writes the elements of an array once more from where it begins, in the order of the list. */
  void arrange(int start, List<WrittenElements.Element> order) {
    byte[] arranged = new byte[count - start];
    int at = 0;
    for (WrittenElements.Element element : order) {
      if (at > 0) {
        arranged[at++] = ',';
      }
      int length = element.to() - element.from();
      System.arraycopy(buf, element.from(), arranged, at, length);
      at += length;
    }
    System.arraycopy(arranged, 0, buf, start, at);
  }

  private void makeRoom(int length) {
    if (length > limit - count) {
      throw Limits.tooLarge(limit);
    }
    if (length > buf.length - count) {
      buf = Arrays.copyOf(buf, Math.max(count + length, (int) Math.min(2L * buf.length, limit)));
    }
  }
}
