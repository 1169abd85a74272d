package io.cloakroom.serializer.kryo;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.KryoBufferOverflowException;
import com.esotericsoftware.kryo.io.Output;
import io.cloakroom.record.ByteSlice;
import io.cloakroom.record.RecordParts;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.StoredValue;
import io.cloakroom.record.UnreadableRecordException;
import io.cloakroom.serializer.Limits;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A record of Kryo's in its parts: a header, the cookie, the number of attributes, and of each its
 * name, the length of its value, and its value. Each value is a graph of its own, so that one that
 * can't be read here takes no other along.
 */
final class KryoRecord {

  // neither is what JSON, an envelope or a compressed record begins with
  private static final byte MAGIC = 'K';
  private static final byte VERSION = 2;
  private static final int HEADER_LENGTH = 2;

  /** What a cookie takes in most records. */
  private static final int COOKIE_BYTES = 64;

  private static final int LENGTH_BYTES = 8;

  private final int maxBytes;

  KryoRecord(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  byte[] join(RecordParts parts) {
    Output output = new Output(Math.min(sizeOf(parts), maxBytes), maxBytes);
    try {
      write(parts, output);
    } catch (KryoBufferOverflowException e) {
      throw Limits.tooLarge(maxBytes).in(Limits.largest(parts.attributes()));
    }
    return output.toBytes();
  }

  private static void write(RecordParts parts, Output output) {
    output.writeByte(MAGIC);
    output.writeByte(VERSION);
    KryoCookie.write(output, parts.cookie());
    output.writeVarInt(parts.attributes().size(), true);
    parts
        .attributes()
        .forEach(
            (name, stored) -> {
              output.writeString(name);
              output.writeVarInt(stored.value().length(), true);
              stored.value().writeTo(output::writeBytes);
            });
  }

  /** As many bytes as the record will have, or some more. */
  private static int sizeOf(RecordParts parts) {
    long size = COOKIE_BYTES;
    for (Map.Entry<String, StoredValue> attribute : parts.attributes().entrySet()) {
      size += attribute.getKey().length() + attribute.getValue().value().length() + LENGTH_BYTES;
    }
    return (int) Math.min(size, Integer.MAX_VALUE);
  }

  /**
   * Splits a record.
   *
   * @throws UnreadableRecordException if Kryo did not write it, or it is damaged
   */
  RecordParts split(byte[] bytes) {
    if (bytes.length > maxBytes) {
      throw new UnreadableRecordException("The record has more than " + maxBytes + " bytes");
    }
    if (bytes.length < HEADER_LENGTH || bytes[0] != MAGIC || bytes[1] != VERSION) {
      throw new UnreadableRecordException("The record is not one that Kryo wrote for this release");
    }
    try {
      return read(bytes);
    } catch (RuntimeException e) {
      // not as the cause: messages of Kryo may hold content
      throw new UnreadableRecordException("The Kryo record is damaged");
    }
  }

  private static RecordParts read(byte[] bytes) {
    KryoInput input = new KryoInput(bytes);
    input.skip(HEADER_LENGTH);
    SessionCookie cookie = KryoCookie.read(input);
    int count = input.readCount();
    Map<String, StoredValue> attributes = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      String name = input.readString();
      int length = input.readVarInt(true);
      int from = input.position();
      if (name == null || length < 0 || length > bytes.length - from) {
        throw new KryoException("An attribute without a name or an end");
      }
      ByteSlice value = ByteSlice.of(bytes, from, from + length);
      if (attributes.put(name, new StoredValue(value, ByteSlice.EMPTY)) != null) {
        throw new KryoException("An attribute twice");
      }
      input.setPosition(from + length);
    }
    if (!input.end()) {
      throw new KryoException("More than a record");
    }
    return new RecordParts(cookie, attributes);
  }
}
