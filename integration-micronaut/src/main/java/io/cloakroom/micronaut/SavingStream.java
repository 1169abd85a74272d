package io.cloakroom.micronaut;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body that gives its last byte, or its end if its length is not known, after what was changed in
 * the session meanwhile is saved. If that fails, reading fails, and the response is broken off.
 */
final class SavingStream extends FilterInputStream {

  /** The length of a body that ends where it ends. */
  static final long UNKNOWN = -1;

  private final SessionAccess access;
  private final boolean hasLength;
  private long left;
  private boolean saved;

  /**
   * @param length in bytes; the client waits for no more if it is known
   */
  SavingStream(InputStream body, long length, SessionAccess access) {
    super(body);
    this.access = access;
    this.hasLength = length >= 0;
    this.left = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  /** Reads; Micronaut breaks a response off for an IOException only. */
  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read;
    try {
      read = in.read(bytes, offset, length);
    } catch (RuntimeException e) {
      throw new IOException(e.getMessage(), e);
    }
    count(read);
    return read;
  }

  private void count(int read) throws IOException {
    left -= read;
    if (!saved && (read < 0 || (hasLength && left <= 0))) {
      saved = true;
      access.awaitComplete();
    }
  }
}
