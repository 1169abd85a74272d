package io.cloakroom.serializer;

import java.io.ByteArrayOutputStream;

/**
 * The bytes of a record as they are written, up to a limit. Jackson hands over most records whole,
 * from a buffer of its own: the first write takes as much as it needs, and is the array in the end.
 */
final class RecordBytes extends ByteArrayOutputStream {

  private final int limit;

  RecordBytes(int limit) {
    super(0);
    this.limit = limit;
  }

  @Override
  public synchronized void write(int b) {
    check(1);
    super.write(b);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    check(length);
    super.write(bytes, offset, length);
  }

  @Override
  public synchronized byte[] toByteArray() {
    return count == buf.length ? buf : super.toByteArray();
  }

  private void check(int length) {
    if (length > limit - count) {
      throw new UnstorableValue(
          "what takes the record beyond " + limit + " bytes: store less, or raise maxRecordBytes");
    }
  }
}
