package io.cloakroom.crypto;

/** A record that {@link RecordCipher} has opened. */
public final class OpenedRecord {

  private final byte[] content;
  private final boolean underNewestKey;

  OpenedRecord(byte[] content, boolean underNewestKey) {
    this.content = content;
    this.underNewestKey = underNewestKey;
  }

  /** What was sealed. The caller's own, not a copy. */
  public byte[] content() {
    return content;
  }

  /** Whether it was sealed under the newest key of the ring; if not, it is to be written anew. */
  public boolean underNewestKey() {
    return underNewestKey;
  }
}
