package io.cloakroom.serializer;

import java.io.ByteArrayOutputStream;

/** The bytes of a record as they are written, up to a limit. */
final class RecordBytes extends ByteArrayOutputStream {

  private static final int TYPICAL = 2048;

  private final int limit;

  RecordBytes(int limit) {
    super(TYPICAL);
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

  private void check(int length) {
    if (length > limit - count) {
      throw new UnstorableValue(
          "what takes the record beyond " + limit + " bytes: store less, or raise maxRecordBytes");
    }
  }
}
