package io.cloakroom.serializer.kryo;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;

/**
 * A record being read, which refuses any length that is greater than its own. Kryo's own Input
 * allocates an array of whatever length the bytes claim.
 */
final class KryoInput extends Input {

  private int claimable;

  KryoInput(byte[] bytes) {
    super(bytes);
    claimable = bytes.length;
  }

  /**
   * Reads the number of elements of something. Since each of them takes a byte or more, all such
   * numbers in a record together are at most its length.
   */
  int readCount() {
    int count = readVarInt(true);
    if (count < 0 || count > claimable) {
      throw new KryoException("More elements than bytes");
    }
    claimable -= count;
    return count;
  }

  @Override
  public String readString() {
    int start = position();
    if (readVarIntFlag()) {
      // What is not ASCII begins with the number of its characters plus one.
      checked(readVarIntFlag(true) - 1);
      setPosition(start);
    }
    return super.readString();
  }

  @Override
  public byte[] readBytes(int length) {
    return super.readBytes(checked(length));
  }

  @Override
  public boolean[] readBooleans(int length) {
    return super.readBooleans(checked(length));
  }

  @Override
  public short[] readShorts(int length) {
    return super.readShorts(checked(length));
  }

  @Override
  public char[] readChars(int length) {
    return super.readChars(checked(length));
  }

  @Override
  public int[] readInts(int length) {
    return super.readInts(checked(length));
  }

  @Override
  public int[] readInts(int length, boolean optimizePositive) {
    return super.readInts(checked(length), optimizePositive);
  }

  @Override
  public long[] readLongs(int length) {
    return super.readLongs(checked(length));
  }

  @Override
  public long[] readLongs(int length, boolean optimizePositive) {
    return super.readLongs(checked(length), optimizePositive);
  }

  @Override
  public float[] readFloats(int length) {
    return super.readFloats(checked(length));
  }

  @Override
  public double[] readDoubles(int length) {
    return super.readDoubles(checked(length));
  }

  private int checked(int length) {
    if (length > limit() - position()) {
      throw new KryoException("A length beyond the end");
    }
    return length;
  }
}
