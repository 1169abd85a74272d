package io.cloakroom.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A range of bytes. Immutable, as long as the array that it was made of is left alone: the bytes
 * are not copied, so that a record can be split without copying it. Two slices are equal where
 * their bytes are.
 */
public final class ByteSlice {

  /** No bytes. */
  public static final ByteSlice EMPTY = new ByteSlice(new byte[0], 0, 0);

  private final byte[] array;
  private final int from;
  private final int to;

  private ByteSlice(byte[] array, int from, int to) {
    this.array = array;
    this.from = from;
    this.to = to;
  }

  /**
   * Returns a whole array as a slice.
   *
   * @param array not to be changed afterwards
   */
  public static ByteSlice of(byte[] array) {
    return new ByteSlice(array, 0, array.length);
  }

  /**
   * Returns a part of an array as a slice.
   *
   * @param array not to be changed afterwards
   * @param from the index of the first byte
   * @param to the index after the last byte
   * @throws IndexOutOfBoundsException if the range is not within the array
   */
  public static ByteSlice of(byte[] array, int from, int to) {
    Objects.checkFromToIndex(from, to, array.length);
    return new ByteSlice(array, from, to);
  }

  /** Returns the number of bytes. */
  public int length() {
    return to - from;
  }

  /** Returns whether there are no bytes. */
  public boolean isEmpty() {
    return from == to;
  }

  /**
   * Returns one byte.
   *
   * @throws IndexOutOfBoundsException if the index is not below {@link #length}
   */
  public byte at(int index) {
    return array[from + Objects.checkIndex(index, to - from)];
  }

  /** Returns a copy of the bytes. */
  public byte[] toByteArray() {
    return Arrays.copyOfRange(array, from, to);
  }

  /**
   * Returns a part of the bytes as text in UTF-8.
   *
   * @throws IndexOutOfBoundsException if the range is not within the slice
   */
  public String toText(int start, int end) {
    Objects.checkFromToIndex(start, end, length());
    return new String(array, from + start, end - start, StandardCharsets.UTF_8);
  }

  /** Takes bytes, such as {@code stream::write}. */
  @FunctionalInterface
  public interface Target {

    /** Takes a part of an array, which it neither keeps nor changes. */
    void write(byte[] array, int offset, int length);
  }

  /** Hands the bytes to a target, without copying them. */
  public void writeTo(Target target) {
    target.write(array, from, to - from);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ByteSlice slice
        && Arrays.equals(array, from, to, slice.array, slice.from, slice.to);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + array[i];
    }
    return hash;
  }

  /** Shows the number of bytes, and none of them. */
  @Override
  public String toString() {
    return "ByteSlice[" + length() + " bytes]";
  }
}
