package io.cloakroom.serializer.model;

import java.nio.charset.StandardCharsets;

/**
 * Reads a message of Protocol Buffers, field by field. What is malformed is an {@link
 * IllegalArgumentException} or an {@link IndexOutOfBoundsException}.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Encoding</a>
 */
final class ProtoReader {

  private static final int VARINT = 0;
  private static final int I64 = 1;
  private static final int LENGTH = 2;
  private static final int I32 = 5;

  private final byte[] bytes;
  private final int end;
  private int position;
  private long tag;

  ProtoReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private ProtoReader(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.position = start;
    this.end = end;
  }

  /** Goes to the next field; false at the end of the message. */
  boolean next() {
    if (position >= end) {
      return false;
    }
    tag = varint();
    return true;
  }

  int field() {
    return (int) (tag >>> 3);
  }

  long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte each = bytes[position++];
      value |= (each & 0x7FL) << shift;
      if (each >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("A number of more than 64 bits");
  }

  /** Returns the message that stands here, its length before it. */
  ProtoReader message() {
    int length = Math.toIntExact(varint());
    int start = position;
    skip(length);
    return new ProtoReader(bytes, start, position);
  }

  String text() {
    ProtoReader text = message();
    return new String(bytes, text.position, text.end - text.position, StandardCharsets.UTF_8);
  }

  /** Skips the value of the field. */
  void skip() {
    switch ((int) (tag & 7)) {
      case VARINT -> varint();
      case I64 -> skip(Long.BYTES);
      case LENGTH -> message();
      case I32 -> skip(Integer.BYTES);
      default -> throw new IllegalArgumentException("A field of unknown kind");
    }
  }

  private void skip(int length) {
    if (length < 0 || length > end - position) {
      throw new IllegalArgumentException("A field that is longer than its message");
    }
    position += length;
  }
}
