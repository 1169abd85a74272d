package io.cloakroom.serializer.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cloakroom.serializer.Limits;
import io.cloakroom.serializer.UnstorableValueException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/**
 * The boxed numbers, BigInteger and BigDecimal. A value that JavaScript reads and prints unchanged
 * is a JSON number; any other is a string, or Express would round it. Minus zero is a number too,
 * as one that may be computed with, although JavaScript prints it without its sign.
 */
final class NumberTypes {

  /** Beyond it java.math itself no longer reads what it prints. */
  private static final int SCALE = 1_000_000_000;

  private static final String NEGATIVE_ZERO = "-0.0";

  private NumberTypes() {}

  static List<ScalarType<?>> all() {
    return List.of(
        new ScalarType<>(
            "byte",
            Byte.class,
            (value, out) -> out.writeNumber(value.intValue()),
            plain -> (byte) integer(plain, Byte.MIN_VALUE, Byte.MAX_VALUE),
            value -> false),
        new ScalarType<>(
            "short",
            Short.class,
            (value, out) -> out.writeNumber(value.intValue()),
            plain -> (short) integer(plain, Short.MIN_VALUE, Short.MAX_VALUE),
            value -> false),
        new ScalarType<>(
            "int",
            Integer.class,
            (value, out) -> out.writeNumber(value.intValue()),
            plain -> (int) integer(plain, Integer.MIN_VALUE, Integer.MAX_VALUE),
            value -> true),
        new ScalarType<>(
            "long",
            Long.class,
            NumberTypes::writeLong,
            plain -> integer(plain, Long.MIN_VALUE, Long.MAX_VALUE),
            value -> value != value.intValue() && isJavaScripts(value)),
        new ScalarType<>(
            "float", Float.class, NumberTypes::writeFloat, NumberTypes::readFloat, value -> false),
        new ScalarType<>(
            "double",
            Double.class,
            NumberTypes::writeDouble,
            NumberTypes::readDouble,
            value -> Double.isFinite(value) && !printsAsInteger(value)),
        new ScalarType<>(
            "big-integer",
            BigInteger.class,
            NumberTypes::writeBigInteger,
            NumberTypes::readBigInteger,
            value -> value.bitLength() >= Long.SIZE && isJavaScripts(value)),
        new ScalarType<>(
            "big-decimal",
            BigDecimal.class,
            NumberTypes::writeBigDecimal,
            NumberTypes::readBigDecimal,
            value -> false));
  }

  private static long integer(Object plain, long min, long max) throws TagMismatchException {
    long value;
    if (plain instanceof Integer || plain instanceof Long) {
      value = ((Number) plain).longValue();
    } else if (plain instanceof String text) {
      value = Long.parseLong(text);
    } else {
      throw new TagMismatchException();
    }
    if (value < min || value > max) {
      throw new TagMismatchException();
    }
    return value;
  }

  private static void writeLong(Long value, JsonGenerator out) throws IOException {
    if (isJavaScripts(value)) {
      out.writeNumber(value.longValue());
    } else {
      out.writeString(value.toString());
    }
  }

  private static boolean isJavaScripts(long value) {
    return EcmaNumber.isSafeInteger(value)
        || EcmaNumber.format((double) value).equals(Long.toString(value));
  }

  private static void writeFloat(Float value, JsonGenerator out) throws IOException {
    if (isNegativeZero(value)) {
      out.writeNumber(NEGATIVE_ZERO);
    } else if (Float.isFinite(value)) {
      out.writeNumber(EcmaNumber.format(value.floatValue()));
    } else {
      out.writeString(value.toString());
    }
  }

  private static Float readFloat(Object plain) throws TagMismatchException {
    double wide = readDouble(plain);
    float value = (float) wide;
    if (Float.isInfinite(value) && Double.isFinite(wide)) {
      throw new TagMismatchException();
    }
    return value;
  }

  private static void writeDouble(Double value, JsonGenerator out) throws IOException {
    if (isNegativeZero(value)) {
      out.writeNumber(NEGATIVE_ZERO);
    } else if (Double.isFinite(value)) {
      out.writeNumber(EcmaNumber.format(value.doubleValue()));
    } else {
      out.writeString(value.toString());
    }
  }

  private static Double readDouble(Object plain) throws TagMismatchException {
    if (plain instanceof Number number) {
      return number.doubleValue();
    }
    if (plain instanceof String text) {
      return Double.valueOf(text);
    }
    throw new TagMismatchException();
  }

  private static boolean isNegativeZero(double value) {
    return value == 0 && 1 / value < 0;
  }

  private static boolean printsAsInteger(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e21;
  }

  private static void writeBigInteger(BigInteger value, JsonGenerator out) throws IOException {
    if (isJavaScripts(value)) {
      out.writeNumber(value);
    } else {
      Limits.checkDigits(value);
      out.writeString(value.toString());
    }
  }

  private static boolean isJavaScripts(BigInteger value) {
    if (value.bitLength() < Long.SIZE) {
      return isJavaScripts(value.longValue());
    }
    // 2^70 is above 10^21, from where on JavaScript prints exponents
    return value.bitLength() <= 70
        && EcmaNumber.format(value.doubleValue()).equals(value.toString());
  }

  private static BigInteger readBigInteger(Object plain) throws TagMismatchException {
    if (plain instanceof BigInteger same) {
      return same;
    }
    return plain instanceof String text
        ? new BigInteger(bounded(text))
        : BigInteger.valueOf(integer(plain, Long.MIN_VALUE, Long.MAX_VALUE));
  }

  private static void writeBigDecimal(BigDecimal value, JsonGenerator out) throws IOException {
    Limits.checkDigits(value.unscaledValue());
    if (Math.abs((long) value.scale()) > SCALE) {
      throw new UnstorableValueException(
          "a java.math.BigDecimal whose scale is beyond " + SCALE + ": round it");
    }
    out.writeString(value.toString());
  }

  private static BigDecimal readBigDecimal(Object plain) throws TagMismatchException {
    if (!(plain instanceof String text)) {
      throw new TagMismatchException();
    }
    BigDecimal value = new BigDecimal(bounded(text));
    if (Math.abs((long) value.scale()) > SCALE) {
      throw new TagMismatchException();
    }
    return value;
  }

  private static String bounded(String digits) throws TagMismatchException {
    // a sign, a point, leading zeros and an exponent may be there too
    if (digits.length() > Limits.DIGITS + 24) {
      throw new TagMismatchException();
    }
    return digits;
  }
}
