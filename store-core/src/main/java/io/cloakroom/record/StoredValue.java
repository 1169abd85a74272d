package io.cloakroom.record;

/**
 * The value of one attribute in the form in which its record holds it. Two are equal where their
 * bytes are equal, and then they are the same value. Immutable.
 *
 * @param value the bytes of the value
 * @param type what the record says elsewhere of the value's type; empty where it says nothing, or
 *     where the type is a part of the value's bytes
 */
public record StoredValue(ByteSlice value, ByteSlice type) {

  /** Returns a value of which the record says no type. */
  public static StoredValue of(byte[] value) {
    return new StoredValue(ByteSlice.of(value), ByteSlice.EMPTY);
  }
}
