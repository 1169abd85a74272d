package io.cloakroom.serializer;

import io.cloakroom.record.StoredValue;
import java.math.BigInteger;
import java.util.Map;

/**
 * The limits of a record, the same in every format. The writer keeps the same limits, so that
 * whatever was saved can be read.
 */
public final class Limits {

  /** How many values may stand within one another in an attribute. */
  public static final int DEPTH = 256;

  /** Digits in a number, since reading n of them takes time proportional to n². */
  public static final int DIGITS = 10_000;

  /** Bytes of a record, which bound everything else, unless the builder says otherwise. */
  public static final int RECORD_BYTES = 8 << 20;

  /** The least that can be chosen for the bytes of a record. */
  public static final int LEAST_RECORD_BYTES = 1024;

  private static final int BITS = (int) (DIGITS * 3.3219);

  private Limits() {}

  /** Returns whether a number has no more digits than it may have. */
  public static boolean fitsDigits(BigInteger number) {
    return number.bitLength() <= BITS;
  }

  /**
   * Checks a number that is to be stored.
   *
   * @throws UnstorableValueException if it has too many digits
   */
  public static void checkDigits(BigInteger number) {
    if (!fitsDigits(number)) {
      throw new UnstorableValueException(
          "a number of more than " + DIGITS + " digits: store its bytes");
    }
  }

  /** Returns what to throw where a value takes the record beyond its largest size. */
  public static UnstorableValueException tooLarge(int maxRecordBytes) {
    return new UnstorableValueException(
        "what takes the record beyond %s bytes: store less, or raise maxRecordBytes"
            .formatted(maxRecordBytes));
  }

  /** Returns the attribute of the largest value, which is the first to be made smaller. */
  public static String largest(Map<String, StoredValue> attributes) {
    String largest = "";
    int most = -1;
    for (Map.Entry<String, StoredValue> attribute : attributes.entrySet()) {
      if (attribute.getValue().value().length() > most) {
        most = attribute.getValue().value().length();
        largest = attribute.getKey();
      }
    }
    return largest;
  }

  /**
   * Checks the option {@code maxRecordBytes}.
   *
   * @throws IllegalArgumentException if it is too small
   */
  public static int checkRecordBytes(int maxRecordBytes) {
    if (maxRecordBytes < LEAST_RECORD_BYTES) {
      throw new IllegalArgumentException(
          "maxRecordBytes is " + maxRecordBytes + ", less than " + LEAST_RECORD_BYTES);
    }
    return maxRecordBytes;
  }
}
